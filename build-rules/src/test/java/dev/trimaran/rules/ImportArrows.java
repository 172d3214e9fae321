package dev.trimaran.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may import whom. A module that the table does not name is refused. */
final class ImportArrows {

  /** Modules by package below the root, and the modules each may import besides itself. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("base", Set.of()),
          Map.entry("io", Set.of("base")),
          Map.entry("simulation", Set.of("base")),
          Map.entry("raft.core", Set.of("base")),
          Map.entry("raft.node", Set.of("base", "raft.core")),
          Map.entry("raft.client", Set.of("base")),
          Map.entry("raft.kv", Set.of("base", "raft.core", "raft.node", "raft.client")),
          Map.entry("cache.core", Set.of("base")),
          Map.entry("cache.node", Set.of("base", "cache.core")),
          Map.entry("events.client", Set.of("base")),
          Map.entry("events.core", Set.of("base")),
          Map.entry(
              "events.node",
              Set.of("base", "raft.core", "raft.node", "events.core", "events.client")),
          Map.entry("chaos", Set.of("base", "raft.client", "events.client")),
          Map.entry("cli", Set.of("base", "raft.client", "events.client")),
          Map.entry(
              "server",
              Set.of(
                  "base",
                  "io",
                  "raft.core",
                  "raft.node",
                  "raft.client",
                  "raft.kv",
                  "cache.core",
                  "cache.node",
                  "events.client",
                  "events.core",
                  "events.node")),
          Map.entry(
              "benchmarks",
              Set.of(
                  "base",
                  "io",
                  "simulation",
                  "raft.core",
                  "raft.node",
                  "raft.client",
                  "raft.kv",
                  "cache.core",
                  "cache.node",
                  "events.client",
                  "events.core",
                  "events.node",
                  "chaos")));

  private ImportArrows() {}

  /** The rule for a tree of modules below the package {@code root}. */
  static ArchRule below(String root) {
    return ArchRuleDefinition.classes()
        .that()
        .resideInAPackage(root + "..")
        .should(followTheArrows(root));
  }

  private static ArchCondition<JavaClass> followTheArrows(String root) {
    return new ArchCondition<>("import only the modules they may") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Optional<String> from = moduleOf(root, type);
        if (from.isEmpty()) {
          events.add(
              SimpleConditionEvent.violated(type, type.getName() + " is in no known module"));
          return;
        }
        Set<String> allowed = ARROWS.getOrDefault(from.get(), Set.of());
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isBelow(root, dependency.getTargetClass()))
            .filter(dependency -> {
              Optional<String> to = moduleOf(root, dependency.getTargetClass());
              return to.isEmpty() || !(to.equals(from) || allowed.contains(to.get()));
            })
            .forEach(dependency ->
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
      }
    };
  }

  static boolean isBelow(String root, JavaClass type) {
    return type.getPackageName().startsWith(root + ".");
  }

  /** The module of a class, the most specific when several fit. */
  static Optional<String> moduleOf(String root, JavaClass type) {
    List<String> modules =
        ARROWS.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String name = type.getPackageName() + ".";
    return modules.stream().filter(m -> name.startsWith(root + "." + m + ".")).findFirst();
  }
}
