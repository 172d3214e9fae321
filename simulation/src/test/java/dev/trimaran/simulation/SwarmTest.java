package dev.trimaran.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwarmTest {

  @Test
  void aSeedDrawsItsSwarm() {
    Set<Swarm> drawn = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      Swarm swarm = Swarm.draw(new SeededRandomness(seed));
      assertThat(swarm).isEqualTo(Swarm.draw(new SeededRandomness(seed)));
      drawn.add(swarm);
    }
    assertThat(drawn).hasSizeGreaterThan(45);
    assertThat(drawn.stream().filter(Swarm::crashes).count()).isBetween(10L, 40L);
  }
}
