package dev.trimaran.cache.core.sort;

import dev.trimaran.cache.core.hash.HashDatum;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern of {@code BY} or {@code GET} finds for an element: {@code #} the element itself,
 * {@code w_*} the string at the key in which the star is the element, {@code w_*->field} that field
 * of the hash there.
 */
final class Lookup {

  private final Keyspace keys;

  Lookup(Keyspace keys) {
    this.keys = keys;
  }

  byte @Nullable [] find(byte[] pattern, byte[] element) {
    if (pattern.length == 1 && pattern[0] == '#') {
      return element;
    }
    int star = SortRequest.indexOf(pattern, (byte) '*');
    if (star < 0) {
      return null;
    }
    int arrow = arrowAfter(pattern, star);
    int end = arrow < 0 ? pattern.length : arrow;
    byte[] key = new byte[end - 1 + element.length];
    System.arraycopy(pattern, 0, key, 0, star);
    System.arraycopy(element, 0, key, star, element.length);
    System.arraycopy(pattern, star + 1, key, star + element.length, end - star - 1);
    long place = keys.find(key, 0, key.length, Access.READ);
    if (place == Keyspace.ABSENT) {
      return null;
    }
    return arrow < 0 ? string(place) : field(place, pattern, arrow + 2);
  }

  /** Where the arrow to a field begins; one that nothing follows is part of the key. */
  private static int arrowAfter(byte[] pattern, int star) {
    for (int i = star + 1; i + 2 < pattern.length; i++) {
      if (pattern[i] == '-' && pattern[i + 1] == '>') {
        return i;
      }
    }
    return -1;
  }

  private byte @Nullable [] string(long place) {
    if (keys.type(place) != ValueType.STRING) {
      return null;
    }
    int offset = keys.offset(place);
    return Arrays.copyOfRange(keys.array(place), offset, offset + keys.length(place));
  }

  private byte @Nullable [] field(long place, byte[] pattern, int from) {
    if (keys.type(place) != ValueType.HASH) {
      return null;
    }
    View value = new View();
    View field = new View().of(pattern, from, pattern.length - from);
    return ((HashDatum) keys.datum(place)).find(field, value) ? value.copy() : null;
  }
}
