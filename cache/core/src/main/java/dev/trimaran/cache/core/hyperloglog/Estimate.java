package dev.trimaran.cache.core.hyperloglog;

/**
 * How many different elements registers speak of, from how many of them have which value (Ertl,
 * arXiv 1702.01284, algorithm 6).
 */
final class Estimate {

  /** Values that a register can have, those that no element leads to included. */
  static final int VALUES = 64;

  private static final int HIGHEST = 50;
  private static final double ALPHA = 0.721347520444481703680;

  private Estimate() {}

  static long of(int[] histogram) {
    double all = Registers.COUNT;
    double sum = all * tau((all - histogram[HIGHEST + 1]) / all);
    for (int value = HIGHEST; value >= 1; value--) {
      sum = (sum + histogram[value]) * 0.5;
    }
    sum += all * sigma(histogram[0] / all);
    return Math.round(ALPHA * all * all / sum);
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double factor = 1;
    double sum = x;
    double before;
    do {
      x *= x;
      before = sum;
      sum += x * factor;
      factor += factor;
    } while (sum != before);
    return sum;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double factor = 1;
    double sum = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = sum;
      factor *= 0.5;
      sum -= (1 - x) * (1 - x) * factor;
    } while (sum != before);
    return sum / 3;
  }
}
