package dev.trimaran.rules;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of the project, without what builds and editors leave behind. */
final class SourceTree {

  private static final Set<String> SKIPPED =
      Set.of("target", ".git", ".trimaran", ".idea", ".vscode", "node_modules");

  private SourceTree() {}

  /** The root: the nearest directory upwards that holds the launcher and {@code .mvn}. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!(Files.isRegularFile(directory.resolve("trimaran"))
        && Files.isDirectory(directory.resolve(".mvn")))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("not inside the project");
      }
    }
    return directory;
  }

  /** All files, sorted. */
  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return SKIPPED.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !file.getFileName().toString().equals(".git")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  /** The Java sources, generated ones not among them, parsed. */
  static List<SourceFile> sources() throws IOException {
    Path root = root();
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files()) {
      if (file.toString().endsWith(".java")) {
        texts.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return SourceFile.parse(texts);
  }
}
