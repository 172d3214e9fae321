package dev.trimaran.cache.core.outliers;

import java.util.Arrays;
import java.util.Random;

/** Numbers by Zipf's law: 0 is the most frequent. */
final class Zipf {

  private final double[] upTo;
  private final Random random;

  Zipf(int count, double exponent, long seed) {
    upTo = new double[count];
    random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1 / Math.pow(i + 1, exponent);
      upTo[i] = sum;
    }
    for (int i = 0; i < count; i++) {
      upTo[i] /= sum;
    }
  }

  int next() {
    int found = Arrays.binarySearch(upTo, random.nextDouble());
    return Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
  }

  /** How much of all is of that number. */
  double share(int number) {
    return number == 0 ? upTo[0] : upTo[number] - upTo[number - 1];
  }
}
