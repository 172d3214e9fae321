package dev.trimaran.cache.core.command;

import dev.trimaran.base.Checks;
import dev.trimaran.cache.core.model.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands there are, found by name in any case without making a string of it. */
public final class CommandTable {

  private final List<CommandSpec> all = new ArrayList<>();
  private final List<Periodic> periodics = new ArrayList<>();
  private @Nullable CommandSpec[] slots = new CommandSpec[1024];
  private byte[][] names = new byte[1024][];

  public void add(CommandSpec spec) {
    byte[] name = spec.name().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    Checks.that(find(name, 0, name.length) == null, "one command by the name " + spec.name());
    Checks.that(all.size() < slots.length / 2, "the table has room for the commands");
    all.add(spec);
    int slot = hash(name, 0, name.length) & (slots.length - 1);
    while (slots[slot] != null) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = spec;
    names[slot] = name;
  }

  /** What the commands leave to be done later is run at the engine's ticks. */
  public void add(Periodic periodic) {
    periodics.add(periodic);
  }

  /** All that was left so. */
  public List<Periodic> periodics() {
    return periodics;
  }

  /** The command by that name, or null. */
  public @Nullable CommandSpec find(byte[] array, int offset, int length) {
    int slot = hash(array, offset, length) & (slots.length - 1);
    while (slots[slot] != null) {
      if (same(names[slot], array, offset, length)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return null;
  }

  /** Whether there is a command by that name. */
  public boolean has(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return find(bytes, 0, bytes.length) != null;
  }

  /** All, in the order in which they were added. */
  public List<CommandSpec> all() {
    return List.copyOf(all);
  }

  private static boolean same(byte[] name, byte[] array, int offset, int length) {
    if (name.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      byte letter = array[offset + i];
      if (letter != name[i] && Word.upper(letter) != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** The same for a name in any case; without the bit that tells the cases of letters apart. */
  private static int hash(byte[] array, int offset, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + (array[offset + i] & ~0x20);
    }
    return hash ^ (hash >>> 15);
  }
}
