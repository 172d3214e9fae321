package dev.trimaran.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Packages depend on each other in one direction, and never on the package that contains them. */
final class PackageShape {

  private PackageShape() {}

  static ArchRule freeOfCycles(String root) {
    return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  /**
   * A package above another is the other's facade. The package {@code base} is none: it imports
   * nothing of the project, and is the leaf that holds the words of all.
   */
  static ArchRule freeOfParents(String root) {
    return ArchRuleDefinition.classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            new ArchCondition<>("not import a package that contains theirs") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                    .filter(d -> contains(d.getTargetClass().getPackageName(), type))
                    .filter(d -> !d.getTargetClass().getPackageName().equals(root + ".base"))
                    .forEach(
                        d -> events.add(SimpleConditionEvent.violated(type, d.getDescription())));
              }
            });
  }

  private static boolean contains(String outer, JavaClass type) {
    return !outer.isEmpty() && type.getPackageName().startsWith(outer + ".");
  }
}
