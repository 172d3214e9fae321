package dev.trimaran.cache.core.harness;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Effects;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs commands on a naive keyspace; tells replies, events and the journal as text. */
public final class CommandHarness implements Databases, Effects {

  /** What happened to keys: {@code "hset key"}. */
  public final List<String> events = new ArrayList<>();

  /** What was journalled in place of commands. */
  public final List<String> journal = new ArrayList<>();

  private final NaiveKeyspace keys = new NaiveKeyspace();
  private final CommandTable table = new CommandTable();
  private final Session session = new Session(1);
  private final Reply reply = new Reply();
  private final Call call = new Call(this, new SeededRandomness(7), this);
  private long nowMs = 1_000_000;

  public CommandTable table() {
    return table;
  }

  public Call call() {
    return call;
  }

  public void resp3() {
    reply.resp3(true);
  }

  public Keyspace keys() {
    return keys;
  }

  /** Runs a command of words separated by single blanks; the reply, its line ends as blanks. */
  public String run(String line) {
    return run(line.split(" ", -1));
  }

  public String run(String... words) {
    return run(Arguments.of(words));
  }

  /** As {@link #run(String)}, with arguments that are no words. */
  public String run(Arguments arguments) {
    CommandSpec spec = table.find(arguments.array(), arguments.offset(0), arguments.length(0));
    reply.clear();
    try {
      if (spec == null || spec.handler() == null) {
        throw new IllegalArgumentException(arguments.text(0));
      }
      if (!spec.takes(arguments.count())) {
        throw Refusals.wrongNumberOfArguments(spec.name());
      }
      spec.handler().run(call.begin(session, arguments, reply, true));
    } catch (Refused refused) {
      reply.clear();
      reply.refused(refused);
    }
    return new String(reply.array(), 0, reply.length(), StandardCharsets.UTF_8)
        .replace("\r\n", " ")
        .stripTrailing();
  }

  /** The bytes of the last reply, a bulk string. */
  public byte[] bulk() {
    int from = 0;
    while (reply.array()[from] != '\n') {
      from++;
    }
    return java.util.Arrays.copyOfRange(reply.array(), from + 1, reply.length() - 2);
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public Keyspace database(int number) {
    return keys;
  }

  @Override
  public void swap(int one, int other) {}

  @Override
  public void now(long nowMs) {
    this.nowMs = nowMs;
  }

  @Override
  public long now() {
    return nowMs;
  }

  @Override
  public long usedBytes() {
    return 0;
  }

  @Override
  public long maxBytes() {
    return 0;
  }

  @Override
  public boolean makeRoom() {
    return true;
  }

  @Override
  public int expire(int limit) {
    return 0;
  }

  @Override
  public long nextDeadline() {
    return Keyspace.NO_DEADLINE;
  }

  @Override
  public void modified(Keyspace keys, byte[] key, int offset, int length) {}

  @Override
  public void event(Keyspace keys, KeyEvent kind, String event, View key) {
    events.add(event + " " + new String(key.copy(), StandardCharsets.UTF_8));
  }

  @Override
  public void emptied(Keyspace keys, Keyspace by) {}

  @Override
  public void journal(int database, Arguments request) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < request.count(); i++) {
      words.add(request.text(i));
    }
    journal.add(String.join(" ", words));
  }
}
