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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return parse(Map.of(path, text)).getFirst();
  }

  /** Parses texts by path, in one run of the compiler: each run holds on to megabytes. */
  static List<SourceFile> parse(Map<String, String> texts) {
    List<InMemory> files =
        texts.entrySet().stream().map(e -> new InMemory(e.getKey(), e.getValue())).toList();
    List<String> options = List.of("-proc:none");
    JavacTask task = (JavacTask) COMPILER.getTask(null, null, _ -> {}, options, null, files);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    List<SourceFile> parsed = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        String path = unit.getSourceFile().toUri().getPath().substring(1);
        String text = unit.getSourceFile().getCharContent(true).toString();
        parsed.add(new SourceFile(path, text, unit, positions));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parsed;
  }

  private static final class InMemory extends SimpleJavaFileObject {

    private final String text;

    InMemory(String path, String text) {
      super(URI.create("source:///" + path), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
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
