package dev.trimaran.cache.core.acl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** SHA-256 (FIPS 180-4), written out since the core uses no provider of the platform. */
final class Sha256 {

  private static final int BLOCK = 64;
  private static final String HEX = "0123456789abcdef";
  private static final int[] K = constants();

  private Sha256() {}

  /** The digest in 64 lower-case hexadecimal digits. */
  static String hex(byte[] message) {
    StringBuilder text = new StringBuilder(64);
    for (int word : digest(message)) {
      for (int shift = 28; shift >= 0; shift -= 4) {
        text.append(HEX.charAt(word >>> shift & 15));
      }
    }
    return text.toString();
  }

  /** Compares without telling by its time where texts differ. */
  static boolean same(String one, String other) {
    byte[] first = one.getBytes(StandardCharsets.US_ASCII);
    byte[] second = other.getBytes(StandardCharsets.US_ASCII);
    int difference = first.length ^ second.length;
    for (int i = 0; i < first.length && i < second.length; i++) {
      difference |= first[i] ^ second[i];
    }
    return difference == 0;
  }

  private static int[] digest(byte[] message) {
    int blocks = (message.length + 9 + BLOCK - 1) / BLOCK;
    byte[] padded = Arrays.copyOf(message, blocks * BLOCK);
    padded[message.length] = (byte) 0x80;
    long bits = 8L * message.length;
    for (int i = 0; i < 8; i++) {
      padded[padded.length - 1 - i] = (byte) (bits >>> (8 * i));
    }
    int[] hash = roots();
    int[] words = new int[64];
    for (int block = 0; block < blocks; block++) {
      schedule(padded, block * BLOCK, words);
      compress(hash, words);
    }
    return hash;
  }

  private static void schedule(byte[] padded, int from, int[] words) {
    for (int i = 0; i < 16; i++) {
      int at = from + 4 * i;
      words[i] =
          (padded[at] & 0xFF) << 24
              | (padded[at + 1] & 0xFF) << 16
              | (padded[at + 2] & 0xFF) << 8
              | (padded[at + 3] & 0xFF);
    }
    for (int i = 16; i < 64; i++) {
      int low = words[i - 15];
      int high = words[i - 2];
      int s0 = Integer.rotateRight(low, 7) ^ Integer.rotateRight(low, 18) ^ low >>> 3;
      int s1 = Integer.rotateRight(high, 17) ^ Integer.rotateRight(high, 19) ^ high >>> 10;
      words[i] = words[i - 16] + s0 + words[i - 7] + s1;
    }
  }

  private static void compress(int[] hash, int[] words) {
    int[] v = hash.clone();
    for (int i = 0; i < 64; i++) {
      int s1 =
          Integer.rotateRight(v[4], 6)
              ^ Integer.rotateRight(v[4], 11)
              ^ Integer.rotateRight(v[4], 25);
      int choice = v[4] & v[5] ^ ~v[4] & v[6];
      int first = v[7] + s1 + choice + K[i] + words[i];
      int s0 =
          Integer.rotateRight(v[0], 2)
              ^ Integer.rotateRight(v[0], 13)
              ^ Integer.rotateRight(v[0], 22);
      int majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2];
      System.arraycopy(v, 0, v, 1, 7);
      v[4] += first;
      v[0] = first + s0 + majority;
    }
    for (int i = 0; i < 8; i++) {
      hash[i] += v[i];
    }
  }

  /** The fractions of the square roots of the first eight primes. */
  private static int[] roots() {
    return new int[] {
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };
  }

  /** The first 32 bits of the fractions of the cube roots of the first 64 primes. */
  private static int[] constants() {
    int[] found = new int[64];
    int count = 0;
    for (int number = 2; count < found.length; number++) {
      if (isPrime(number)) {
        double root = Math.cbrt(number);
        found[count++] = (int) (long) ((root - Math.floor(root)) * 0x1p32);
      }
    }
    return found;
  }

  private static boolean isPrime(int number) {
    for (int i = 2; i * i <= number; i++) {
      if (number % i == 0) {
        return false;
      }
    }
    return true;
  }
}
