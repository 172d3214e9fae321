package dev.trimaran.cache.node.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.trimaran.cache.core.resp.Input;
import org.junit.jupiter.api.Test;

/** Which inputs are kept. */
final class InputsTest {

  private final Inputs inputs = new Inputs();

  @Test
  void anInputIsUsedAgain() {
    Input input = inputs.borrow();
    inputs.giveBack(input);
    assertSame(input, inputs.borrow());
  }

  @Test
  void thoseThatLayUnusedForAPeriodAreGivenUp() {
    lend(10);
    inputs.trim();
    lend(3);
    inputs.trim();
    assertEquals(3, inputs.size());
    inputs.trim();
    assertEquals(0, inputs.size());
  }

  @Test
  void theirNumberIsBounded() {
    lend(100);
    assertEquals(64, inputs.size());
  }

  private void lend(int count) {
    Input[] lent = new Input[count];
    for (int i = 0; i < count; i++) {
      lent[i] = inputs.borrow();
    }
    for (Input input : lent) {
      inputs.giveBack(input);
    }
  }
}
