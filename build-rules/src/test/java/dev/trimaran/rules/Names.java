package dev.trimaran.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** No package and no class is named for being a drawer: impl, util, common, helper, manager. */
final class Names implements SourceRule {

  private static final List<String> BANNED =
      List.of("impl", "util", "utils", "common", "helper", "helpers", "manager");

  @Override
  public List<String> violations(SourceFile file) {
    List<String> found = new ArrayList<>();
    ExpressionTree name = file.unit().getPackageName();
    if (name != null) {
      for (String part : name.toString().split("\\.")) {
        if (BANNED.contains(part)) {
          found.add("%s: a package named %s".formatted(file.path(), part));
        }
      }
    }
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void nothing) {
        String simpleName = type.getSimpleName().toString().toLowerCase(Locale.ROOT);
        for (String banned : BANNED) {
          if (simpleName.endsWith(banned)) {
            found.add("%s: a type named %s".formatted(file.at(type), type.getSimpleName()));
          }
        }
        return super.visitClass(type, nothing);
      }
    }.scan(file.unit(), null);
    return found.stream().distinct().toList();
  }
}
