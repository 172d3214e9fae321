package dev.trimaran.cache.core.lease;

/**
 * The right to load one key.
 *
 * @param token known to the one who has it only; positive
 * @param endMs milliseconds since the epoch at which somebody else may have it
 */
record Lease(LeasedKey key, long token, long endMs) {

  static final int TOKEN_DIGITS = 16;

  /** Sixteen hexadecimal digits. */
  static byte[] text(long token) {
    byte[] digits = new byte[TOKEN_DIGITS];
    for (int i = 0; i < TOKEN_DIGITS; i++) {
      digits[i] = (byte) Character.forDigit((int) (token >>> (60 - 4 * i)) & 0xF, 16);
    }
    return digits;
  }

  /** Whether the bytes are the token's text; takes as long wherever they differ. */
  boolean hasToken(byte[] array, int offset, int length) {
    if (length != TOKEN_DIGITS) {
      return false;
    }
    byte[] own = text(token);
    int differing = 0;
    for (int i = 0; i < TOKEN_DIGITS; i++) {
      differing |= own[i] ^ array[offset + i];
    }
    return differing == 0;
  }
}
