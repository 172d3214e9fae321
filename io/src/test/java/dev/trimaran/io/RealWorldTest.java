package dev.trimaran.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.io.disk.FileDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealWorldTest {

  @TempDir Path directory;

  private RealWorldConfig config(InetSocketAddress listen) {
    return new RealWorldConfig(new NodeId(1), 7, directory, listen, Map.of());
  }

  @Test
  void leavesNothingLockedWhenItCannotListen() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (RealWorld real = RealWorld.open(config(any))) {
      assertThat(real.address().getPort()).isPositive();
      assertThatThrownBy(() -> RealWorld.open(config(any))).hasMessageContaining("in use");
    }
    InetSocketAddress foreign = new InetSocketAddress("192.0.2.1", 1);
    assertThatThrownBy(() -> RealWorld.open(config(foreign))).isInstanceOf(IOException.class);
    FileDisk.open(directory, "later").close();
  }
}
