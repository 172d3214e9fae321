package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that explains the differences, found above the directory that the test runs in. */
final class Reference {

  private static final Path PAGE = Path.of("docs", "reference", "redis-differences.md");

  private Reference() {}

  static String text() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(PAGE))) {
        return Files.readString(at.resolve(PAGE));
      }
    }
    throw new IOException("no " + PAGE + " above " + Path.of("").toAbsolutePath());
  }
}
