package dev.trimaran.cache.node.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Hostile bytes over sockets: the node goes on, closes what it must, and holds no more for it. The
 * seed is fixed; others with {@code -Dfuzz.seed=7 -Dfuzz.rounds=100000}.
 */
final class RespFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);
  private static final int PATIENCE_MS = 10_000;
  private static final long ALLOWED_BYTES = 96L << 20;
  private static final List<String> FRAMES =
      List.of(
          "*1\r\n$4\r\nPING\r\n",
          "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\nvalue\r\n",
          "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n",
          "*4\r\n$4\r\nHSET\r\n$1\r\nh\r\n$1\r\nf\r\n$1\r\n1\r\n",
          "*4\r\n$4\r\nZADD\r\n$1\r\nz\r\n$3\r\n1.5\r\n$1\r\nm\r\n",
          "*3\r\n$4\r\nSADD\r\n$1\r\nt\r\n$2\r\n10\r\n",
          "*2\r\n$4\r\nDUMP\r\n$1\r\nz\r\n",
          "*4\r\n$7\r\nRESTORE\r\n$1\r\nr\r\n$1\r\n0\r\n$12\r\n\0\1a\12\0abcdefgh\r\n",
          "*1\r\n$5\r\nMULTI\r\n*1\r\n$4\r\nEXEC\r\n",
          "*2\r\n$9\r\nSUBSCRIBE\r\n$1\r\nc\r\n",
          "SET k \"quoted \\x41\"\r\n");

  private final Random random = new Random(SEED);
  private final NodeUnderTest node;

  RespFuzzTest() throws IOException {
    node = NodeUnderTest.start(0);
  }

  @AfterEach
  void stillServesAndHasForgottenTheOthers() throws IOException {
    try (RespConnection connection = new RespConnection(node.address())) {
      assertThat(connection.call("SET", "alive", "yes").string()).isEqualTo("OK");
      assertThat(connection.call("GET", "alive").string()).isEqualTo("yes");
      for (int i = 0; i < 400 && node.clients() != 1; i++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
      }
      assertThat(node.clients())
          .as("clients that are left, with this one; seed " + SEED)
          .isEqualTo(1);
    }
    node.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(node.address().getAddress(), node.address().getPort());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  /** Writes, ends the sending side, and reads until the node closes, which it must in time. */
  private byte[] exchange(byte[] bytes) throws IOException {
    try (Socket socket = connect()) {
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        return socket.getInputStream().readAllBytes();
      } catch (SocketTimeoutException e) {
        throw new AssertionError("not closed after " + Words.quoted(bytes), e);
      } catch (IOException e) {
        return new byte[0]; // closed by the node while it was told more
      }
    }
  }

  @Test
  void randomBytes() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(2000)];
      random.nextBytes(bytes);
      exchange(bytes);
    }
  }

  @Test
  void randomBytesThatLookLikeTheProtocol() throws IOException {
    String alphabet = "*$:+-_,#%~|>(=!0123456789\r\n\r\n\r\n PINGset\"'\\x";
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
      }
      exchange(bytes);
    }
  }

  @Test
  void goodFramesWithBytesExchanged() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder text = new StringBuilder();
      for (int frames = 1 + random.nextInt(8); frames > 0; frames--) {
        text.append(FRAMES.get(random.nextInt(FRAMES.size())));
      }
      byte[] bytes = Answer.latin(text.toString());
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      exchange(bytes);
    }
  }

  @Test
  void framesCutAtEveryByte() throws IOException {
    byte[] bytes = Answer.latin(String.join("", FRAMES));
    for (int length = 0; length < bytes.length; length++) {
      exchange(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void announcedLengthsAreNotAllocated() throws IOException {
    List<Socket> open = new ArrayList<>();
    long before = usedBytes();
    for (int i = 0; i < 100; i++) {
      Socket socket = connect();
      socket
          .getOutputStream()
          .write(Answer.latin(i % 2 == 0 ? "*2\r\n$536870912\r\nabc" : "*1048576\r\n$3\r\nabc"));
      open.add(socket);
    }
    assertThat(new String(exchange(Answer.latin("PING\r\n")))).isEqualTo("+PONG\r\n");
    assertThat(usedBytes() - before).isLessThan(ALLOWED_BYTES);
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void nestingAndImpossibleLengthsAreToldAndClosed() throws IOException {
    for (String hostile :
        List.of(
            "*1\r\n".repeat(100_000),
            "*2\r\n*2\r\n",
            "*9223372036854775807\r\n",
            "*2147483648\r\n",
            "*1\r\n$9223372036854775807\r\n",
            "*1\r\n$-2\r\n",
            "*1\r\n$99999999999999999999999999\r\n",
            "x".repeat(200_000))) {
      assertThat(new String(exchange(Answer.latin(hostile))))
          .satisfiesAnyOf(
              answer -> assertThat(answer).startsWith("-ERR Protocol error"),
              answer -> assertThat(answer).isEmpty());
    }
  }

  @Test
  void bytesThatDripAreServedBesideOthers() throws IOException {
    List<Socket> drips = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      drips.add(connect());
    }
    byte[] frame = Answer.latin(FRAMES.get(1));
    for (byte b : frame) {
      for (Socket drip : drips) {
        drip.getOutputStream().write(b);
      }
      assertThat(new String(exchange(Answer.latin("PING\r\n")))).isEqualTo("+PONG\r\n");
    }
    for (Socket drip : drips) {
      assertThat(new String(drip.getInputStream().readNBytes(5))).isEqualTo("+OK\r\n");
      drip.close();
    }
  }
}
