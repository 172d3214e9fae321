package dev.trimaran.cache.node.differential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes a command wrong, or write itself differently. */
final class Spoiler {

  /**
   * No large number, which in the wrong place may be a gigabyte or a long wait; and no small one
   * above zero, which may be an expiry that chance decides.
   */
  private static final List<String> JUNK =
      List.of("", "abc", "-1", "0", "nan", "NX", "COUNT", "(1", "\0\r\n", "*");

  private Spoiler() {}

  static Command spoil(Command command, Draw draw) {
    Random random = draw.random();
    List<byte[]> words = new ArrayList<>(command.words());
    int last = words.size() - 1;
    int at = last == 0 ? 0 : 1 + random.nextInt(last);
    switch (random.nextInt(9)) {
      case 0 -> words.set(0, recased(words.get(0), random));
      case 1 -> words.replaceAll(word -> Answer.latin(lower(word)));
      case 2, 3 -> words.subList(at == 0 ? 1 : at, last + 1).clear();
      case 4 -> words.add(junk(random));
      case 5 -> words.add(at + 1, words.get(at));
      case 6 -> words.set(at, at == 0 ? words.get(0) : junk(random));
      case 7 -> words.add(words.get(at));
      default -> {
        if (at > 0) {
          words.remove(at);
        }
      }
    }
    return command.with(words);
  }

  private static byte[] junk(Random random) {
    return Answer.latin(JUNK.get(random.nextInt(JUNK.size())));
  }

  private static String lower(byte[] word) {
    return new String(word, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private static byte[] recased(byte[] word, Random random) {
    byte[] other = word.clone();
    for (int i = 0; i < other.length; i++) {
      if (Character.isLetter(other[i]) && random.nextBoolean()) {
        other[i] ^= 0x20;
      }
    }
    return other;
  }
}
