package dev.trimaran.simulation;

import dev.trimaran.base.port.Randomness;

/**
 * Which faults are on in one run, drawn for each seed: a run with few kinds of faults reaches
 * states that a run with all of them never does (Groce et al., "Swarm Testing", 2012).
 *
 * @param link how every link behaves
 * @param disk how every disk behaves
 * @param crashes whether nodes crash and come back
 * @param pauses whether nodes pause
 * @param cuts whether links are cut both ways
 * @param oneWayCuts whether links are cut one way
 * @param clockDrift how far a clock's rate may be off, 0.01 for one percent; 0 for none
 */
public record Swarm(
    LinkSettings link,
    DiskSettings disk,
    boolean crashes,
    boolean pauses,
    boolean cuts,
    boolean oneWayCuts,
    double clockDrift) {

  /** Draws a swarm; each fault is on with one half. */
  public static Swarm draw(Randomness random) {
    LinkSettings link =
        LinkSettings.CALM
            .withLoss(on(random) ? random.nextDouble() * 0.1 : 0)
            .withDuplication(on(random) ? random.nextDouble() * 0.1 : 0)
            .withReordering(on(random) ? random.nextDouble() : 0);
    if (on(random)) {
      link = link.withDelay(100_000, 1_000_000 + random.nextInt(50_000_000));
    }
    DiskSettings disk = DiskSettings.HEALTHY.withSurvival(on(random) ? random.nextDouble() : 0);
    if (on(random)) {
      disk = disk.slower(2 + random.nextInt(20));
    }
    double drift = on(random) ? random.nextDouble() * 0.05 : 0;
    return new Swarm(link, disk, on(random), on(random), on(random), on(random), drift);
  }

  private static boolean on(Randomness random) {
    return random.nextInt(2) == 0;
  }
}
