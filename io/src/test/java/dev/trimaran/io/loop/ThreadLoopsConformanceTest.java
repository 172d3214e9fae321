package dev.trimaran.io.loop;

import dev.trimaran.base.port.Loops;
import dev.trimaran.io.Waiting;
import dev.trimaran.simulation.conformance.LoopsConformance;
import java.util.function.BooleanSupplier;

class ThreadLoopsConformanceTest extends LoopsConformance {

  private final Loops loops = new ThreadLoops("test");

  @Override
  protected Loops loops() {
    return loops;
  }

  @Override
  protected void await(BooleanSupplier condition) {
    Waiting.until(condition);
  }
}
