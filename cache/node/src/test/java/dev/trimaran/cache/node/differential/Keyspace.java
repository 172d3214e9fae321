package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** All that a server holds after a sequence: every key of every database, with value and expiry. */
record Keyspace(List<Entry> entries) {

  private static final int DATABASES = 4;

  /** What one key holds: questions about it, and the answers. */
  record Entry(String key, List<Command> questions, List<Answer> answers) {}

  static Keyspace of(InetSocketAddress address) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (RespConnection connection = new RespConnection(address)) {
      for (int database = 0; database < DATABASES; database++) {
        connection.call("SELECT", String.valueOf(database));
        TreeSet<String> keys = new TreeSet<>();
        Answer scanned = connection.call("SCAN", "0", "COUNT", "100000");
        if (scanned.items().size() == 2) {
          scanned.items().get(1).items().forEach(key -> keys.add(key.string()));
        }
        for (String key : keys) {
          entries.add(entry(connection, database, key));
        }
      }
    }
    return new Keyspace(entries);
  }

  private static Entry entry(RespConnection connection, int database, String key) {
    String type = connection.call("TYPE", key).string();
    List<Command> questions = new ArrayList<>();
    questions.add(question(Judgement.EXACT, "TYPE", key));
    questions.add(question(Judgement.TIME, "PTTL", key));
    questions.add(
        switch (type) {
          case "string" -> question(Judgement.EXACT, "GET", key);
          case "hash" -> question(Judgement.PAIRS, "HGETALL", key);
          case "list" -> question(Judgement.EXACT, "LRANGE", key, "0", "-1");
          case "set" -> question(Judgement.SET, "SMEMBERS", key);
          case "zset" -> question(Judgement.EXACT, "ZRANGE", key, "0", "-1", "WITHSCORES");
          default -> question(Judgement.EXACT, "EXISTS", key);
        });
    questions.forEach(question -> connection.request(question.words()));
    connection.flush();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      answers.add(connection.read());
    }
    return new Entry("db " + database + " " + Words.word(Answer.latin(key)), questions, answers);
  }

  private static Command question(Judgement judgement, String... words) {
    return new Command(Words.of(words), judgement, Command.Route.PLAIN);
  }

  /** The first key in which the right one is not as the left one, and is not meant to be. */
  Optional<Difference> compare(Keyspace right, int step, Explained explained) {
    List<String> ours = entries.stream().map(Entry::key).toList();
    List<String> theirs = right.entries.stream().map(Entry::key).toList();
    if (!ours.equals(theirs)) {
      return Optional.of(
          new Difference(
              step, "KEYSPACE", "the keys that are left", ours.toString(), theirs.toString()));
    }
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Entry other = right.entries.get(i);
      for (int q = 0; q < entry.questions().size(); q++) {
        Answer a = entry.answers().get(q);
        Answer b = other.answers().get(q);
        if (!entry.questions().get(q).judgement().agree(a, b)) {
          String line = "what is left in " + entry.key() + ": " + entry.questions().get(q).line();
          var difference = new Difference(step, "KEYSPACE", line, a.readable(), b.readable());
          if (!explained.explains(difference)) {
            return Optional.of(difference);
          }
        }
      }
    }
    return Optional.empty();
  }
}
