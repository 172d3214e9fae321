package dev.trimaran.io.disk;

import dev.trimaran.base.port.Disk;
import dev.trimaran.io.Waiting;
import dev.trimaran.simulation.conformance.DiskConformance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileDiskConformanceTest extends DiskConformance {

  @TempDir Path directory;
  private FileDisk disk;

  @BeforeEach
  void open() throws IOException {
    disk = FileDisk.open(directory.resolve("data/node"), "test");
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Override
  protected Disk disk() {
    return disk;
  }

  @Override
  protected void await(BooleanSupplier condition) {
    Waiting.until(condition);
  }
}
