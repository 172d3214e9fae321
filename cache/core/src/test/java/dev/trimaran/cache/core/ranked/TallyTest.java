package dev.trimaran.cache.core.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.packed.View;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree knows how many bytes its nodes hold. */
class TallyTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isWhatACountOfTheNodesTells(long seed) {
    SeededRandomness random = new SeededRandomness(seed);
    RankedMembers members = new RankedMembers(seed);
    View member = new View();
    for (int step = 0; step < 100_000; step++) {
      member.of(("m" + random.nextInt(15_000)).getBytes(StandardCharsets.UTF_8));
      if (random.nextInt(100) < (step / 20_000 % 2 == 0 ? 25 : 80)) {
        members.remove(member);
      } else {
        members.put(member, random.nextInt(1000));
      }
      if (step % 5_000 == 0) {
        assertThat(members.treeBytes()).isEqualTo(members.recountTree());
      }
    }
    assertThat(members.treeBytes()).isEqualTo(members.recountTree());
  }

  @Test
  void aMemberCostsLittleMoreThanItsBytes() {
    RankedMembers members = new RankedMembers(1);
    View member = new View();
    long payload = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] name = ("element:" + (i * 7919L % 100_000)).getBytes(StandardCharsets.UTF_8);
      payload += name.length + Double.BYTES;
      members.put(member.of(name), i * 31 % 1000);
    }
    assertThat((members.bytes() - payload) / 100_000.0).isLessThan(55);
  }
}
