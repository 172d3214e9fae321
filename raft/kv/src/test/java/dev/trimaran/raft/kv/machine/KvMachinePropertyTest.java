package dev.trimaran.raft.kv.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.kv.model.KvError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random commands against the naive model: at every revision not compacted the machine shows what
 * the model shows; a machine restored from a snapshot cannot be told from the one it was taken of,
 * by its reads or by its hash, even when the snapshot was written while commands were applied.
 */
class KvMachinePropertyTest {

  private static final String[] KEYS = {"a", "b", "ba", "c", "d", "da", "e", "f", "g"};

  private final Model model = new Model();
  private KvMachine machine = new KvMachine(new KvLimits(1 << 30, 100, 3));
  private long index;
  private long compacted = -1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void machineEqualsModel(long seed) throws IOException {
    var random = new SeededRandomness(seed);
    for (long lease = 1; lease <= 3; lease++) {
      apply(Commands.grant(lease));
    }
    for (int step = 0; step < 600; step++) {
      change(random, step);
      if (step % 40 == 0) {
        compare(random);
      }
      if (step % 97 == 0) {
        machine = restoredFromConcurrentSnapshot(random, step);
        compare(random);
      }
    }
  }

  private KvResult apply(byte[] command) {
    KvResult result = machine.apply(++index, 1, command);
    machine.batchApplied(index);
    return result;
  }

  private void change(SeededRandomness random, int step) {
    String key = KEYS[random.nextInt(KEYS.length)];
    String other = KEYS[random.nextInt(KEYS.length)];
    KvResult result;
    switch (random.nextInt(12)) {
      case 0, 1 -> {
        result = apply(Commands.delete(key, other));
        if (key.compareTo(other) < 0) {
          model.delete(key, other);
        }
      }
      case 2 -> {
        long lease = 1 + random.nextInt(3);
        result = apply(Commands.revoke(lease));
        model.revoke(lease);
        apply(Commands.grant(lease));
      }
      case 3 -> {
        String second = key + "x";
        result = apply(Commands.putBoth(key, second, "t" + step));
        model.putBoth(key, second, "t" + step);
      }
      case 4 -> {
        long at = Math.max(1, model.revision() - random.nextInt(30));
        result = apply(Commands.compact(at));
        if (at > compacted) {
          assertThat(result.error()).isNull();
          compacted = at;
        } else {
          assertThat(result.error()).isEqualTo(KvError.COMPACTED);
        }
      }
      default -> {
        long lease = random.nextInt(4);
        result = apply(Commands.putCommand(key, "v" + step, lease));
        model.put(key, "v" + step, lease);
      }
    }
    assertThat(result.revision()).isEqualTo(model.revision());
  }

  private void compare(SeededRandomness random) {
    long oldest = Math.max(1, compacted);
    for (int i = 0; i < 20; i++) {
      long span = model.revision() - oldest + 1;
      long at = oldest + random.nextInt((int) span);
      KvResult result = machine.reader().range(Commands.range("a", "z", at));
      assertThat(result.error()).isNull();
      RangeResponse response = (RangeResponse) Objects.requireNonNull(result.response());
      assertThat(response.getKvsList()).isEqualTo(model.range("a", "z", at));
      assertThat(response.getCount()).isEqualTo(response.getKvsCount());
    }
    if (compacted > 1) {
      KvResult gone = machine.reader().range(Commands.range("a", "z", compacted - 1));
      assertThat(gone.error()).isEqualTo(KvError.COMPACTED);
    }
    KvResult future = machine.reader().range(Commands.range("a", "z", model.revision() + 1));
    assertThat(future.error()).isEqualTo(KvError.FUTURE_REVISION);
  }

  /** Snapshot, then changes while it is written, restored, and the same changes again. */
  private KvMachine restoredFromConcurrentSnapshot(SeededRandomness random, int step)
      throws IOException {
    var out = new ByteArrayOutputStream();
    var changes = new java.util.ArrayList<byte[]>();
    try (var snapshot = machine.snapshot()) {
      for (int i = 0; i < 5; i++) {
        String key = KEYS[random.nextInt(KEYS.length)];
        changes.add(Commands.putCommand(key, "during" + step + i, 0));
        model.put(key, "during" + step + i, 0);
        changes.add(Commands.delete(key, key + "!"));
        model.delete(key, key + "!");
        changes.add(Commands.compact(model.revision() - 1));
        compacted = model.revision() - 1;
      }
      changes.forEach(this::apply);
      for (byte[] chunk = snapshot.next(); chunk.length > 0; chunk = snapshot.next()) {
        out.write(chunk);
      }
    }
    var restored = new KvMachine(new KvLimits(1 << 30, 100, 3));
    restored.restore(new ByteArrayInputStream(out.toByteArray()));
    long at = index - changes.size();
    for (byte[] change : changes) {
      restored.apply(++at, 1, change);
    }
    restored.batchApplied(at);
    assertThat(restored.reader().hashKv(0)).isEqualTo(machine.reader().hashKv(0));
    for (long lease = 1; lease <= 3; lease++) {
      assertThat(restored.reader().leaseKeys(lease))
          .usingElementComparator(java.util.Arrays::compareUnsigned)
          .isEqualTo(machine.reader().leaseKeys(lease));
    }
    return restored;
  }

  @org.junit.jupiter.api.Test
  void allThatIsDeletedAndCompactedIsFreed() {
    long empty = machine.reader().sizeBytes();
    for (int i = 0; i < 500; i++) {
      apply(Commands.putCommand("k" + i % 50, "v" + i, 0));
    }
    apply(Commands.delete("k", "l"));
    long full = machine.reader().sizeBytes();
    apply(Commands.compact(machine.reader().revision()));
    for (int i = 0; i < 400; i++) {
      machine.batchApplied(index);
    }
    assertThat(full).isGreaterThan(empty);
    assertThat(machine.reader().sizeBytes()).isEqualTo(empty);
  }
}
