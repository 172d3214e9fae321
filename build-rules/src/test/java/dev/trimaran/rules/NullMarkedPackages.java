package dev.trimaran.rules;

import com.sun.source.tree.AnnotationTree;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every package says what it is for in a package-info, and is {@code @NullMarked}. */
final class NullMarkedPackages {

  private NullMarkedPackages() {}

  /** The packages of {@code files} that do not, as {@code module: package}. */
  static Set<String> missing(Collection<SourceFile> files) {
    Set<String> packages = new TreeSet<>();
    for (SourceFile file : files) {
      if (file.path().endsWith(".java")) {
        packages.add(packageOf(file));
      }
    }
    packages.removeAll(
        files.stream()
            .filter(file -> file.path().endsWith("/package-info.java"))
            .filter(NullMarkedPackages::isMarkedAndDescribed)
            .map(NullMarkedPackages::packageOf)
            .collect(Collectors.toSet()));
    return packages;
  }

  private static boolean isMarkedAndDescribed(SourceFile file) {
    List<? extends AnnotationTree> annotations = file.unit().getPackageAnnotations();
    return file.text().stripLeading().startsWith("/**")
        && annotations.stream()
            .anyMatch(a -> a.getAnnotationType().toString().endsWith("NullMarked"));
  }

  private static String packageOf(SourceFile file) {
    String module = file.path().replaceFirst("/src/.*", "");
    return module + ": " + file.unit().getPackageName();
  }
}
