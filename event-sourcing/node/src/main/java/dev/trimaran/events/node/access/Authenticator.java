package dev.trimaran.events.node.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks, by the header {@code authorization: Basic ...} (RFC 7617). A password that
 * was right is not hashed again while the user stays as it is. Blocks.
 */
final class Authenticator {

  /** Passwords that are hashed at once: each keeps a processor busy. */
  private static final int AT_ONCE = 2;

  /** Passwords known to be right. */
  private static final int REMEMBERED = 1_024;

  private static final String BASIC = "basic ";

  private final Users users;
  private final Semaphore hashing = new Semaphore(AT_ONCE, true);
  private final SecretKeySpec key;

  /** What was right, by a keyed hash of the credentials. */
  private final Map<String, User> right =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, User> eldest) {
          return size() > REMEMBERED;
        }
      };

  Authenticator(Users users) {
    this.users = users;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, "HmacSHA256");
  }

  /**
   * Who it is.
   *
   * @param header the value of {@code authorization}, null when there is none
   * @throws StatusRuntimeException UNAUTHENTICATED when the password is wrong or the header is not
   *     one; without a header it is {@link Identity#NOBODY}
   */
  Identity identify(@Nullable String header) {
    if (header == null) {
      return Identity.NOBODY;
    }
    String[] words = credentials(header);
    try {
      User user = users.find(words[0]).user();
      if (user != null && !user.disabled() && verified(words[0], words[1], user)) {
        return Identity.of(user);
      }
      if (user == null) {
        // As slow as for a login that exists, so that nobody learns which do.
        hash(words[1], PasswordHash.NOBODY);
      }
    } catch (IOException e) {
      throw Status.UNAVAILABLE
          .withDescription("the users cannot be read: " + e.getMessage())
          .asRuntimeException();
    }
    throw refused("the login or the password is wrong, or the user is disabled");
  }

  private static String[] credentials(String header) {
    if (header.length() <= BASIC.length()
        || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw refused("the header authorization is not 'Basic' with a login and a password");
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String text = new String(decoded, UTF_8);
      int colon = text.indexOf(':');
      if (colon > 0) {
        return new String[] {text.substring(0, colon), text.substring(colon + 1)};
      }
    } catch (IllegalArgumentException e) {
      // Not base64: refused as below.
    }
    throw refused("the header authorization holds no login and password in base64");
  }

  private boolean verified(String login, String password, User user) {
    String print = print(login, password);
    synchronized (right) {
      User before = right.get(print);
      if (before != null && Objects.equals(before.password(), user.password())) {
        return true;
      }
    }
    boolean matches = hash(password, user.password());
    if (matches) {
      synchronized (right) {
        right.put(print, user);
      }
    }
    return matches;
  }

  private boolean hash(String password, PasswordHash expected) {
    hashing.acquireUninterruptibly();
    try {
      return expected.matches(password);
    } finally {
      hashing.release();
    }
  }

  /** Of no use without the key, which is nowhere but here. */
  private String print(String login, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(login.getBytes(UTF_8));
      mac.update((byte) 0);
      return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private static StatusRuntimeException refused(String why) {
    return Status.UNAUTHENTICATED.withDescription(why).asRuntimeException();
  }
}
