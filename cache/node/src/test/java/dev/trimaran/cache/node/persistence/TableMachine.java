package dev.trimaran.cache.node.persistence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Effects;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.dump.DumpCommands;
import dev.trimaran.cache.core.hash.HashCommands;
import dev.trimaran.cache.core.hash.HashDatum;
import dev.trimaran.cache.core.keys.KeysCommands;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Watcher;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.set.SetCommands;
import dev.trimaran.cache.core.set.SetDatum;
import dev.trimaran.cache.core.store.Store;
import dev.trimaran.cache.core.store.StoreConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Commands on a store, journalled, with nothing around them. */
final class TableMachine implements Source, Effects, Watcher {

  private final CommandTable table = new CommandTable();
  private final Store store;
  private final Call call;
  private final Reply reply = new Reply();
  private final StoreSource source;
  private @Nullable Persistence persistence;
  private long version;
  private long changes;
  private boolean replaying;

  TableMachine() {
    store = new Store(StoreConfig.defaults(), this, () -> ++version, new SeededRandomness(1));
    call = new Call(store, new SeededRandomness(2), this);
    source = new StoreSource(store, () -> version, () -> changes);
    HashCommands.register(table);
    SetCommands.register(table);
    KeysCommands.register(table);
    DumpCommands.register(table, new Limits());
    table.add(
        CommandSpec.named("set")
            .arity(-3)
            .flags(Flag.WRITE)
            .key()
            .runs(it -> {
              it.set(1, 2, it.count() == 5 ? it.integer(4) : Keyspace.NO_DEADLINE);
              it.changed(KeyEvent.STRING, "set", 1);
              it.reply().ok();
            }));
    table.add(
        CommandSpec.named("append").arity(3).flags(Flag.WRITE).key().runs(TableMachine::append));
  }

  private static void append(Call it) {
    long place = it.find(1, dev.trimaran.cache.core.keyspace.Access.WRITE);
    if (place == Keyspace.ABSENT) {
      it.set(1, 2, Keyspace.NO_DEADLINE);
    } else {
      int old = it.keys().length(place);
      long grown = it.keys().resize(place, old + it.arguments().length(2));
      System.arraycopy(
          it.arguments().array(),
          it.arguments().offset(2),
          it.keys().array(grown),
          it.keys().offset(grown) + old,
          it.arguments().length(2));
    }
    it.changed(KeyEvent.STRING, "append", 1);
    it.reply().ok();
  }

  void persist(Persistence with) {
    persistence = with;
  }

  void replay(long timeMs, int database, Arguments request) {
    replaying = true;
    run(timeMs, database, request);
    replaying = false;
  }

  void run(long timeMs, int database, Arguments request) {
    store.now(timeMs);
    Session session = new Session(1);
    session.database(database);
    CommandSpec spec = table.find(request.array(), request.offset(0), request.length(0));
    if (spec == null || spec.handler() == null) {
      throw new IllegalArgumentException("no such command: " + request.text(0));
    }
    Persistence kept = persistence;
    if (!replaying && kept != null && kept.isWalking()) {
      int last = spec.lastKey() < 0 ? request.count() + spec.lastKey() : spec.lastKey();
      for (int key = spec.firstKey(); key > 0 && key <= last; key += spec.keyStep()) {
        kept.threatened(
            store.database(database), request.array(), request.offset(key), request.length(key));
      }
    }
    reply.clear();
    call.begin(session, request, reply, false);
    try {
      spec.handler().run(call);
    } catch (Refused refused) {
      if (replaying) {
        throw refused;
      }
    }
    if (call.dirty() > 0) {
      changes += call.dirty();
      if (!call.journalled()) {
        journal(database, request);
      }
    }
  }

  /** Everything there is, as text. */
  Map<String, String> state() {
    Map<String, String> all = new TreeMap<>();
    for (int database = 0; database < 2; database++) {
      Keyspace keys = store.database(database);
      String prefix = database + "/";
      long cursor = 0;
      do {
        cursor =
            keys.scan(
                cursor,
                100,
                place ->
                    all.put(
                        prefix
                            + text(
                                keys.keyArray(place), keys.keyOffset(place), keys.keyLength(place)),
                        keys.deadline(place) + " " + value(keys, place)));
      } while (cursor != 0);
    }
    return all;
  }

  private static String value(Keyspace keys, long place) {
    TreeSet<String> parts = new TreeSet<>();
    switch (keys.type(place)) {
      case STRING -> parts.add(text(keys.array(place), keys.offset(place), keys.length(place)));
      case HASH ->
          ((HashDatum) keys.datum(place))
              .forEach((field, value) -> parts.add(text(field) + "=" + text(value)));
      case SET -> ((SetDatum) keys.datum(place)).forEach((member, _) -> parts.add(text(member)));
      case LIST, SORTED_SET, STREAM -> parts.add("?");
    }
    return parts.toString();
  }

  private static String text(View view) {
    return text(view.array(), view.offset(), view.length());
  }

  private static String text(byte[] array, int offset, int length) {
    return new String(Arrays.copyOfRange(array, offset, offset + length), US_ASCII);
  }

  @Override
  public Databases databases() {
    return store;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public long changes() {
    return changes;
  }

  @Override
  public void describe(Keyspace keys, long place, Sink sink) {
    source.describe(keys, place, sink);
  }

  @Override
  public void journal(int database, Arguments request) {
    Persistence kept = persistence;
    if (!replaying && kept != null) {
      kept.append(store.now(), database, request);
    }
  }

  @Override
  public void expired(Keyspace keys, byte[] key, int offset, int length, long lateMs) {
    gone(keys, key, offset, length);
  }

  @Override
  public void evicted(Keyspace keys, byte[] key, int offset, int length) {
    gone(keys, key, offset, length);
  }

  private void gone(Keyspace keys, byte[] key, int offset, int length) {
    changes++;
    journal(
        keys.number(),
        Arguments.of("DEL".getBytes(US_ASCII), Arrays.copyOfRange(key, offset, offset + length)));
  }

  @Override
  public void modified(Keyspace keys, byte[] key, int offset, int length) {}

  @Override
  public void event(Keyspace keys, KeyEvent kind, String event, View key) {}

  @Override
  public void emptied(Keyspace keys, Keyspace by) {}
}
