package dev.trimaran.events.node.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-512 (RFC 8018), so that who reads it must guess
 * slowly.
 *
 * @param iterations of the hash
 * @param salt random, base64
 * @param hash base64
 */
record PasswordHash(int iterations, String salt, String hash) {

  /** About a tenth of a second. */
  static final int ITERATIONS = 210_000;

  private static final int BITS = 256;
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Of no password. */
  static final PasswordHash NOBODY =
      new PasswordHash(
          ITERATIONS,
          Base64.getEncoder().encodeToString(new byte[SALT_BYTES]),
          Base64.getEncoder().encodeToString(new byte[BITS / Byte.SIZE]));

  static PasswordHash of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return new PasswordHash(
        ITERATIONS,
        base64.encodeToString(salt),
        base64.encodeToString(derive(password, salt, ITERATIONS)));
  }

  /** Takes as long for a wrong password as for the right one. */
  boolean matches(String password) {
    Base64.Decoder base64 = Base64.getDecoder();
    return MessageDigest.isEqual(
        derive(password, base64.decode(salt), iterations), base64.decode(hash));
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    char[] characters = password.toCharArray();
    PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-512", e);
    } finally {
      spec.clearPassword();
      Arrays.fill(characters, '\0');
    }
  }
}
