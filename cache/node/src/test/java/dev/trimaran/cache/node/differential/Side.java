package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One server during one sequence: its connections, and what was stored of its answers. */
final class Side implements AutoCloseable {

  private static final String MARK = "differential-mark";
  private static final int LOOPS = 3_000;

  private final InetSocketAddress address;
  private final int resp;
  private final Map<Integer, RespConnection> connections = new HashMap<>();
  final Map<String, byte[]> stored = new HashMap<>();

  Side(InetSocketAddress address, int resp) throws IOException {
    this.address = address;
    this.resp = resp;
    connections.put(1, open());
  }

  private RespConnection open() throws IOException {
    RespConnection connection = new RespConnection(address);
    // Accepted and known to the server's loop: what is sent now is read before what is sent later
    // over another connection.
    connection.call("PING");
    if (resp == 3) {
      Answer hello = connection.call("HELLO", "3");
      if (hello.error()) {
        throw new IOException(address + " refuses HELLO 3: " + hello.readable());
      }
    }
    return connection;
  }

  RespConnection first() throws IOException {
    return connection(1);
  }

  private RespConnection connection(int number) throws IOException {
    RespConnection connection = connections.get(number);
    if (connection == null) {
      connection = open();
      connections.put(number, connection);
    }
    return connection;
  }

  /** Forgets what a step had for itself. */
  void endStep() {
    stored.clear();
    connections.forEach((number, connection) -> {
      if (number != 1) {
        connection.close();
      }
    });
    connections.keySet().retainAll(Set.of(1));
  }

  /** The words of a command with what was stored put in. */
  private List<byte[]> filled(Command command) {
    List<byte[]> words = new ArrayList<>();
    for (byte[] word : command.words()) {
      words.add(word.length > 1 && word[0] == '$' ? stored(word) : word);
    }
    return words;
  }

  private byte[] stored(byte[] word) {
    byte[] value = stored.get(new String(word, 1, word.length - 1));
    return value == null ? word : value;
  }

  void send(Command command) throws IOException {
    RespConnection connection = connection(command.route().connection());
    switch (command.route().mode()) {
      case CALL, SEND -> connection.request(filled(command));
      case STREAM -> {
        if (!command.words().isEmpty()) {
          connection.request(filled(command));
        }
        connection.request("PING", MARK);
      }
      case RAW -> connection.bytes(command.words().get(0));
      case RECEIVE, LOOP -> {}
    }
    connection.flush();
  }

  Answer receive(Command command) throws IOException {
    RespConnection connection = connection(command.route().connection());
    return switch (command.route().mode()) {
      case CALL, RECEIVE -> connection.read();
      case SEND -> Answer.row(List.of());
      case STREAM -> stream(connection);
      case LOOP -> loop(connection, command);
      case RAW -> connection.readToTheEnd();
    };
  }

  private static Answer stream(RespConnection connection) {
    List<Answer> told = new ArrayList<>();
    Answer answer = connection.read();
    while (!answer.lost() && !answer.rawText().contains(MARK)) {
      told.add(answer);
      answer = connection.read();
    }
    if (answer.lost()) {
      told.add(answer);
    }
    return Answer.row(told);
  }

  private Answer loop(RespConnection connection, Command command) {
    Map<String, Answer> found = new TreeMap<>();
    stored.put("cursor", new byte[] {'0'});
    for (int i = 0; i < LOOPS; i++) {
      connection.request(filled(command));
      connection.flush();
      Answer answer = connection.read();
      if (!answer.aggregate() || answer.items().size() != 2) {
        return answer;
      }
      for (Map.Entry<String, Answer> item : items(command, answer.items().get(1)).entrySet()) {
        found.put(item.getKey(), item.getValue());
      }
      stored.put("cursor", answer.items().get(0).text());
      if (answer.items().get(0).string().equals("0")) {
        return Answer.row(List.copyOf(found.values()));
      }
    }
    return Answer.scalar('-', Answer.latin("-no end after " + LOOPS), new byte[0]);
  }

  private static Map<String, Answer> items(Command command, Answer page) {
    boolean pairs = command.name().equals("HSCAN") || command.name().equals("ZSCAN");
    Map<String, Answer> items = new LinkedHashMap<>();
    for (int i = 0; i < page.items().size(); i += pairs ? 2 : 1) {
      List<Answer> group =
          page.items().subList(i, Math.min(i + (pairs ? 2 : 1), page.items().size()));
      Answer item = Answer.row(group);
      items.put(item.rawText(), item);
    }
    return items;
  }

  @Override
  public void close() {
    connections.values().forEach(RespConnection::close);
    connections.clear();
  }
}
