package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.cache.node.model.CacheConfig.Durability;
import dev.trimaran.cache.node.model.SyncPolicy;
import dev.trimaran.io.SystemClock;
import dev.trimaran.io.SystemRandomness;
import dev.trimaran.io.disk.FileDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code CONFIG SET appendonly} on a node that runs, over sockets and over restarts. */
@Timeout(60)
final class AppendOnlySwitchTest {

  @TempDir Path directory;

  /** A node with its files, and one client. */
  private record Running(FileDisk disk, CacheNode node, Socket socket, BufferedReader in)
      implements AutoCloseable {

    static Running on(Path directory, boolean appendOnly) throws IOException {
      FileDisk disk = FileDisk.open(directory, "test-cache");
      CacheConfig config =
          new CacheConfig(
              new CacheConfig.Listeners(
                  List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                  "auto",
                  Optional.empty(),
                  100,
                  0),
              new CacheConfig.Memory(0, "noeviction", 16),
              new Durability(appendOnly, SyncPolicy.ALWAYS, List.of()),
              Optional.empty(),
              "");
      CacheNode node =
          CacheNode.start(
              config, new CacheNode.Outside(new SystemClock(), new SystemRandomness(), disk));
      InetSocketAddress address = node.addresses().getFirst();
      Socket socket = new Socket(address.getAddress(), address.getPort());
      return new Running(
          disk,
          node,
          socket,
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
    }

    void send(String lines) throws IOException {
      socket.getOutputStream().write(lines.getBytes(UTF_8));
    }

    String ask(String line) throws IOException {
      send(line + "\r\n");
      return in.readLine();
    }

    /** The second line of a bulk string. */
    String bulk(String line) throws IOException {
      return ask(line).equals("$-1") ? "nothing" : in.readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      node.close();
      disk.close();
    }
  }

  /** What a crash at this moment would leave, if all that was written has reached the disk. */
  private Path crash(String name) throws IOException {
    Path copy = Files.createDirectory(directory.resolveSibling(directory.getFileName() + name));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().contains("cache-0")).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void whatWasThereAndWhatIsAcknowledgedSurvives() throws IOException {
    Path after;
    try (Running cache = Running.on(directory, false)) {
      assertThat(cache.ask("SET before 1")).isEqualTo("+OK");
      assertThat(cache.ask("CONFIG SET appendonly yes")).isEqualTo("+OK");
      Path base = crash("-base");
      assertThat(cache.ask("INCR before")).isEqualTo(":2");
      after = crash("-after");
      try (Running crashed = Running.on(base, true)) {
        assertThat(crashed.bulk("GET before")).isEqualTo("1");
      }
    }
    for (Path each : List.of(after, directory)) {
      try (Running again = Running.on(each, false)) {
        assertThat(again.bulk("GET before")).isEqualTo("2");
      }
    }
  }

  @Test
  void theSwitchIsAnsweredInItsTurn() throws IOException {
    try (Running cache = Running.on(directory, false)) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 20_000; i++) {
        lines.append("SET k").append(i).append(" v\r\n");
      }
      lines.append("MULTI\r\nCONFIG SET appendonly yes\r\nSET in-multi 1\r\nEXEC\r\nINCR n\r\n");
      cache.send(lines.toString());
      for (int i = 0; i < 20_001; i++) {
        assertThat(cache.in().readLine()).isEqualTo("+OK");
      }
      assertThat(Stream.generate(() -> line(cache)).limit(6))
          .containsExactly("+QUEUED", "+QUEUED", "*2", "+OK", "+OK", ":1");
      try (Running crashed = Running.on(crash("-crash"), true)) {
        assertThat(crashed.ask("DBSIZE")).isEqualTo(":20002");
      }
    }
  }

  private static String line(Running from) {
    try {
      return from.in().readLine();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void turnedOffItKeepsTheStateOfThen() throws IOException {
    try (Running cache = Running.on(directory, true)) {
      cache.ask("SET k logged");
      assertThat(cache.ask("CONFIG SET appendonly no")).isEqualTo("+OK");
      assertThat(cache.ask("SET k unlogged")).isEqualTo("+OK");
      cache.ask("CONFIG GET appendonly");
      cache.in().readLine();
      cache.in().readLine();
      cache.in().readLine();
      assertThat(cache.in().readLine()).isEqualTo("no");
    }
    try (Running again = Running.on(directory, true)) {
      assertThat(again.bulk("GET k")).isEqualTo("logged");
      assertThat(again.ask("CONFIG SET appendonly no")).isEqualTo("+OK");
      again.ask("SET k later");
      assertThat(again.ask("CONFIG SET appendonly yes")).isEqualTo("+OK");
      assertThat(again.ask("CONFIG SET appendonly maybe"))
          .isEqualTo(
              "-ERR CONFIG SET failed (possibly related to argument 'appendonly') - argument must"
                  + " be 'yes' or 'no'");
    }
    try (Running last = Running.on(directory, true)) {
      assertThat(last.bulk("GET k")).isEqualTo("later");
    }
  }
}
