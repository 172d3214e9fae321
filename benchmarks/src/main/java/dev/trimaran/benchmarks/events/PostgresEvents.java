package dev.trimaran.benchmarks.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.UUID;

/** The table and its statements, as event stores on PostgreSQL have them. */
final class PostgresEvents {

  static final String SCHEMA =
      """
      create table events (
        position bigint generated always as identity primary key,
        stream text not null,
        version bigint not null,
        id uuid not null,
        type text not null,
        data bytea not null,
        metadata bytea not null,
        created timestamptz not null default now(),
        unique (stream, version))
      """;

  private static final int FETCH = 1_000;

  private PostgresEvents() {}

  /** Appends of one connection: a version that is taken already is refused by the unique key. */
  static final class Appends {

    private final Connection connection;
    private final PreparedStatement insert;
    private final byte[] data;
    private final SplittableRandom random = new SplittableRandom(46);

    Appends(Connection connection, int dataBytes) throws SQLException {
      this.connection = connection;
      this.insert =
          connection.prepareStatement(
              "insert into events (stream, version, id, type, data, metadata)"
                  + " values (?, ?, ?, ?, ?, ?)");
      this.data = new byte[dataBytes];
      random.nextBytes(data);
    }

    /** Appends in one transaction. */
    void append(String stream, long version, int events) throws SQLException {
      if (events == 1) {
        bind(stream, version);
        insert.executeUpdate();
        return;
      }
      connection.setAutoCommit(false);
      for (int i = 0; i < events; i++) {
        bind(stream, version + i);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }

    private void bind(String stream, long version) throws SQLException {
      insert.setString(1, stream);
      insert.setLong(2, version);
      insert.setObject(3, new UUID(random.nextLong(), random.nextLong()));
      insert.setString(4, "benchmark");
      insert.setBytes(5, data);
      insert.setBytes(6, new byte[0]);
    }
  }

  /** Reads of whole streams. */
  static final class StreamReads {

    private final PreparedStatement select;
    private final int streams;
    private final SplittableRandom random = new SplittableRandom(47);

    StreamReads(Connection connection, int streams) throws SQLException {
      this.streams = streams;
      this.select =
          connection.prepareStatement(
              "select position, stream, version, id, type, data, metadata, created from events"
                  + " where stream = ? order by version limit 100");
    }

    /** How many events there were. */
    int read() throws SQLException {
      select.setString(1, Requests.stream("filled", random.nextInt(streams)));
      return rows(select);
    }
  }

  /** Reads of the table in order of position, by a cursor. */
  static final class LogReads {

    private final PreparedStatement select;
    private final int events;

    LogReads(Connection connection, int events) throws SQLException {
      this.events = events;
      connection.setAutoCommit(false);
      this.select =
          connection.prepareStatement(
              "select position, stream, version, id, type, data, metadata, created from events"
                  + " order by position limit ?");
      select.setFetchSize(FETCH);
    }

    /** How many events there were. */
    int read() throws SQLException {
      select.setInt(1, events);
      return rows(select);
    }
  }

  private static int rows(PreparedStatement select) throws SQLException {
    int rows = 0;
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        rows += result.getBytes(6).length > 0 ? 1 : 0;
      }
    }
    return rows;
  }
}
