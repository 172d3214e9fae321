package dev.trimaran.benchmarks.events;

import dev.trimaran.benchmarks.load.LoadGenerator;
import dev.trimaran.benchmarks.load.LoadResult;
import dev.trimaran.benchmarks.process.FreePorts;
import dev.trimaran.benchmarks.process.ProgramVersion;
import dev.trimaran.benchmarks.process.Scratch;
import dev.trimaran.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL as an event store: a table whose unique key is stream and version, so that an append
 * with an expected revision is one insert. Every commit is forced to disk before its answer, as by
 * default.
 */
final class PostgresRival implements EventRival {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Debian's place. */
  private static final String BINARIES = "/usr/lib/postgresql/15/bin";

  private final Scratch scratch;
  private final int port;
  private final List<ServerProcess> processes = new ArrayList<>();
  private EventsPlan plan = new EventsPlan(1, 1, 0, List.of(), 1, EventsPlan.STREAM_EVENTS);
  private int runs;

  private PostgresRival(Scratch scratch, int port) {
    this.scratch = scratch;
    this.port = port;
  }

  /**
   * PostgreSQL of this machine.
   *
   * @param binaries the directory of its programs; empty means Debian's
   */
  static EventProgram program(String binaries) throws IOException {
    Path directory = Path.of(binaries.isEmpty() ? BINARIES : binaries);
    String server = directory.resolve("postgres").toString();
    if (!Files.isExecutable(Path.of(server))) {
      throw new IOException(
          server
              + " was not found: PostgreSQL is a rival that figures are ratios to; install it"
              + " (Debian: apt-get install postgresql-15), name its directory by --postgres PATH,"
              + " or leave it out by --rivals without postgres");
    }
    return new EventProgram(
        "postgres", ProgramVersion.firstLine(List.of(server, "--version")), () -> start(directory));
  }

  private static PostgresRival start(Path binaries) throws IOException, InterruptedException {
    Scratch scratch = Scratch.create("trimaran-bench-postgres-");
    var rival = new PostgresRival(scratch, FreePorts.pick(1).getFirst());
    try {
      rival.launch(binaries);
      return rival;
    } catch (IOException | InterruptedException | RuntimeException e) {
      scratch.keep();
      rival.close();
      throw e;
    }
  }

  private void launch(Path binaries) throws IOException, InterruptedException {
    PostgresUser user = PostgresUser.current();
    Path data = Files.createDirectory(scratch.directory().resolve("data"));
    user.own(scratch.directory());
    user.own(data);
    Path log = scratch.directory().resolve("server.log");
    String initdb = binaries.resolve("initdb").toString();
    List<String> create =
        List.of(initdb, "-D", data.toString(), "-U", "bench", "-A", "trust", "--no-locale");
    Process created =
        new ProcessBuilder(user.line(create))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (created.waitFor() != 0) {
      throw new IOException("initdb failed; its output is in " + log);
    }
    List<String> serve = new ArrayList<>();
    serve.addAll(List.of(binaries.resolve("postgres").toString(), "-D", data.toString()));
    serve.addAll(List.of("-p", Integer.toString(port), "-h", "127.0.0.1", "-N", "300"));
    serve.addAll(List.of("-k", scratch.directory().toString()));
    processes.add(ServerProcess.start(user.line(serve), log));
    awaitServing();
  }

  private void awaitServing() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(PostgresEvents.SCHEMA);
        return;
      } catch (SQLException e) {
        ServerProcess process = processes.getFirst();
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(
              "did not start; its output is in " + process.log() + process.tail(), e);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private Connection connect() throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true";
    return DriverManager.getConnection(url, "bench", "");
  }

  @Override
  public boolean does(EventRow row) {
    return true;
  }

  @Override
  public void fill(EventsPlan asked) throws IOException {
    this.plan = asked;
    try (Connection connection = connect()) {
      var appends = new PostgresEvents.Appends(connection, asked.dataBytes());
      for (int i = 0; i < asked.filledStreams(); i++) {
        appends.append(Requests.stream("filled", i), 0, EventsPlan.STREAM_EVENTS);
      }
      try (Statement statement = connection.createStatement()) {
        connection.setAutoCommit(true);
        statement.execute("vacuum analyze events");
      }
    } catch (SQLException e) {
      throw new IOException("filling: " + e.getMessage(), e);
    }
  }

  @Override
  public LoadResult run(EventRow row, Duration ramp, Duration window, LoadGenerator.Probe probe)
      throws IOException, InterruptedException {
    runs++;
    List<Connection> connections = new ArrayList<>();
    try {
      List<ClosedLoop.Call> calls = new ArrayList<>();
      for (int client = 0; client < row.clients(); client++) {
        Connection connection = connect();
        connections.add(connection);
        calls.add(call(row, connection, Requests.stream("run" + runs, client)));
      }
      return new ClosedLoop().run(calls, ramp, window, probe);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      for (Connection connection : connections) {
        close(connection);
      }
    }
  }

  private ClosedLoop.Call call(EventRow row, Connection connection, String stream)
      throws SQLException {
    return switch (row.kind()) {
      case APPEND -> {
        var appends = new PostgresEvents.Appends(connection, plan.dataBytes());
        long[] next = {0};
        yield () -> {
          appends.append(stream, next[0], row.events());
          next[0] += row.events();
          return true;
        };
      }
      case READ -> {
        var reads = new PostgresEvents.StreamReads(connection, plan.filledStreams());
        yield () -> reads.read() == row.events();
      }
      case CATCH_UP -> {
        var reads = new PostgresEvents.LogReads(connection, row.events());
        yield () -> reads.read() == row.events();
      }
    };
  }

  private static void close(Connection connection) throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("closing a connection: " + e.getMessage(), e);
    }
  }

  /** The server and the process of each connection. */
  @Override
  public List<Long> pids() {
    return processes.stream().flatMap(PostgresRival::family).map(ProcessHandle::pid).toList();
  }

  private static Stream<ProcessHandle> family(ServerProcess server) {
    return ProcessHandle.of(server.pid()).stream()
        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()));
  }

  @Override
  public Path keepFiles() {
    return scratch.keep();
  }

  @Override
  public void close() throws IOException {
    processes.forEach(ServerProcess::stop);
    scratch.close();
  }
}
