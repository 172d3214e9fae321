package dev.trimaran.benchmarks.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who runs PostgreSQL: it refuses root, so root hands over to the user of Debian's package.
 *
 * @param name empty when this process's own user will do
 */
record PostgresUser(String name) {

  static PostgresUser current() {
    return new PostgresUser(System.getProperty("user.name").equals("root") ? "postgres" : "");
  }

  /** A command line as that user; the process keeps its id. */
  List<String> line(List<String> command) {
    if (name.isEmpty()) {
      return command;
    }
    List<String> line = new ArrayList<>();
    line.addAll(List.of("setpriv", "--reuid", name, "--regid", name, "--clear-groups"));
    line.addAll(command);
    return line;
  }

  void own(Path file) throws IOException {
    if (!name.isEmpty()) {
      var users = file.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(file, users.lookupPrincipalByName(name));
    }
  }
}
