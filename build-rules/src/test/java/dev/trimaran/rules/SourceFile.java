package dev.trimaran.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One parsed Java source.
 *
 * @param path relative to the root of the tree, {@code /}-separated
 * @param text the whole content
 */
record SourceFile(String path, String text, CompilationUnitTree unit, SourcePositions positions) {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Parses {@code text} as the file at {@code path}. */
  static SourceFile of(String path, String text) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("source:///" + path), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    List<String> options = List.of("-proc:none", "--enable-preview", "--release", "25");
    JavacTask task =
        (JavacTask) COMPILER.getTask(null, null, _ -> {}, options, null, List.of(file));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      return new SourceFile(path, text, unit, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SourceFile read(Path root, Path file) {
    try {
      return of(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines from the start to the end of {@code tree}, both included. */
  long lines(Tree tree) {
    LineMap map = unit.getLineMap();
    long start = map.getLineNumber(positions.getStartPosition(unit, tree));
    return map.getLineNumber(positions.getEndPosition(unit, tree)) - start + 1;
  }

  /** {@code path:line} of {@code tree}. */
  String at(Tree tree) {
    return path + ":" + unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
  }

  boolean isTest() {
    return path.contains("/src/test/");
  }

  /** Whether the file belongs to the module at {@code directory}, such as {@code raft/core}. */
  boolean isIn(String directory) {
    return path.startsWith(directory + "/");
  }
}
