package dev.trimaran.events.core.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StreamHeadsTest {

  private final StreamHeads heads = new StreamHeads(new SipHash(1, 2));

  private StreamState state(String name) {
    return heads.state(heads.key(name));
  }

  private void append(String name, long last) {
    heads.appended(heads.key(name), last);
  }

  private void describe(String name, String json) {
    heads.described(heads.key(name), json.getBytes(UTF_8));
  }

  @Test
  void aSoftDeletedStreamGoesOnWithItsNumbers() {
    append("a", 4);
    describe("a", "{\"$tb\":9223372036854775807}");
    assertThat(state("a")).isEqualTo(new StreamState(StreamState.Kind.SOFT_DELETED, 4));
    append("a", 5);
    assertThat(state("a")).isEqualTo(new StreamState(StreamState.Kind.LIVE, 5));
    assertThat(heads.metadata(heads.key("a"))).isEqualTo(new StreamMetadata(0, 0, 5));
  }

  @Test
  void metadataMayComeBeforeTheFirstEvent() {
    describe("a", "{\"$maxCount\":2}");
    assertThat(state("a")).isEqualTo(StreamState.ABSENT);
    append("a", 0);
    assertThat(heads.metadata(heads.key("a"))).isEqualTo(new StreamMetadata(2, 0, 0));
  }

  @Test
  void theEndIsForEver() {
    append("a", 4);
    heads.tombstoned(heads.key("a"));
    describe("a", "{\"$maxCount\":2}");
    assertThat(state("a").kind()).isEqualTo(StreamState.Kind.TOMBSTONED);
  }

  @Test
  void namesThatShareHalfOfTheirHashStayApart() {
    var few = new StreamHeads(name -> new StreamKey(7L << 56, name.hashCode()));
    for (int i = 0; i < 1_000; i++) {
      few.appended(few.key("s" + i), i);
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(few.state(few.key("s" + i)).revision()).isEqualTo(i);
    }
    assertThat(few.count()).isEqualTo(1_000);
  }

  @Test
  void aCheckpointIsOfItsMoment() throws DecodeException {
    var random = new SplittableRandom(11);
    Map<String, Long> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String name = "s" + random.nextInt(5_000);
      append(name, model.merge(name, 0L, (a, b) -> a + 1));
    }
    describe("s1", "{\"$maxAge\":60}");
    Iterator<ByteBuffer> pieces = heads.checkpoint();
    List<ByteBuffer> encoded = new ArrayList<>();
    // Half of the pieces are encoded, then everything changes.
    for (int i = 0; i < StreamHeads.pieces() / 2; i++) {
      encoded.add(pieces.next());
    }
    model.forEach((name, last) -> append(name, last + 100));
    append("later", 0);
    pieces.forEachRemaining(encoded::add);
    var restored = new StreamHeads(new SipHash(1, 2));
    for (int i = 0; i < encoded.size(); i++) {
      restored.restore(i, encoded.get(i));
    }
    model.forEach((name, last) ->
        assertThat(restored.state(restored.key(name)).revision()).as(name).isEqualTo(last));
    assertThat(restored.count()).isEqualTo(model.size());
    assertThat(restored.metadata(restored.key("s1")).maxAgeSeconds()).isEqualTo(60);
  }
}
