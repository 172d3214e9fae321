package dev.trimaran.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;

/** Files, methods, parameter lists and lines stay small. */
final class Sizes implements SourceRule {

  static final int FILE_LINES = 400;
  static final int METHOD_LINES = 70;
  static final int PARAMETERS = 5;
  static final int LINE_COLUMNS = 110;

  @Override
  public List<String> violations(SourceFile file) {
    List<String> found = new ArrayList<>();
    List<String> lines = file.text().lines().toList();
    if (lines.size() > FILE_LINES) {
      found.add(
          "%s: %d lines in a file, %d allowed".formatted(file.path(), lines.size(), FILE_LINES));
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.length() > LINE_COLUMNS && !line.startsWith("import ")) {
        found.add("%s:%d: a line of %d columns".formatted(file.path(), i + 1, line.length()));
      }
    }
    new MethodScanner(file, found).scan(file.unit(), null);
    return found;
  }

  private static final class MethodScanner extends TreePathScanner<Void, Void> {

    private final SourceFile file;
    private final List<String> found;

    MethodScanner(SourceFile file, List<String> found) {
      this.file = file;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long lines = file.lines(method);
      if (lines > METHOD_LINES) {
        found.add(
            "%s: %s has %d lines, %d allowed"
                .formatted(file.at(method), method.getName(), lines, METHOD_LINES));
      }
      int parameters = method.getParameters().size();
      if (parameters > PARAMETERS && !isRecordConstructor(method)) {
        found.add(
            "%s: %s takes %d parameters, %d allowed"
                .formatted(file.at(method), method.getName(), parameters, PARAMETERS));
      }
      return super.visitMethod(method, nothing);
    }

    private boolean isRecordConstructor(MethodTree method) {
      Tree owner = getCurrentPath().getParentPath().getLeaf();
      return method.getReturnType() == null
          && owner instanceof ClassTree type
          && type.getKind() == Tree.Kind.RECORD;
    }
  }
}
