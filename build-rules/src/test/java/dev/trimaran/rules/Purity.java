package dev.trimaran.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Set;

/**
 * A core decides and does nothing else: no IO, thread, lock, clock, logger, unseeded randomness or
 * reflection, and only that part of the JDK which also runs compiled to JavaScript.
 */
final class Purity {

  /** Packages of the JDK a core may use; {@code java.lang} with the exceptions below. */
  private static final Set<String> PACKAGES =
      Set.of(
          "java.lang",
          "java.lang.annotation",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.math",
          "java.nio",
          "java.nio.charset",
          "java.util",
          "java.util.function",
          "java.util.stream",
          "org.jspecify.annotations");

  private static final Set<String> CLASSES =
      Set.of(
          "java.lang.ClassLoader",
          "java.lang.InheritableThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.ScopedValue",
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal",
          "java.util.Random",
          "java.util.Scanner",
          "java.util.ServiceLoader",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.UUID");

  private static final Set<String> CALLS =
      Set.of(
          "java.lang.Class.forName",
          "java.lang.Class.getDeclaredMethods",
          "java.lang.Class.getMethods",
          "java.lang.Math.random",
          "java.lang.Object.notify",
          "java.lang.Object.notifyAll",
          "java.lang.Object.wait",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.exit",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.System.identityHashCode",
          "java.lang.System.nanoTime",
          "java.util.Collections.shuffle");

  private Purity() {}

  /**
   * Classes below {@code core} use the JDK above, themselves and of {@code base} the words, the
   * codec, and randomness that is handed in: the one port that acts on nothing.
   */
  static ArchRule ofImports(String core, String base) {
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(core + "..")
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<>("do more than decide") {
              @Override
              public boolean test(JavaClass type) {
                JavaClass element = type.getBaseComponentType();
                String name = element.getPackageName();
                boolean own =
                    name.equals(base)
                        || name.equals(base + ".codec")
                        || name.equals(base + ".random")
                        || element.getName().equals(base + ".port.Randomness")
                        || (name + ".").startsWith(core + ".");
                boolean allowed = element.isPrimitive() || own || PACKAGES.contains(name);
                return !allowed || CLASSES.contains(element.getName());
              }
            });
  }

  /** Classes below {@code core} neither read a clock nor wait nor look around. */
  static ArchRule ofCalls(String core) {
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(core + "..")
        .should()
        .accessTargetWhere(
            new DescribedPredicate<>("reads a clock, waits or looks around") {
              @Override
              public boolean test(JavaAccess<?> access) {
                AccessTarget target = access.getTarget();
                return CALLS.contains(target.getOwner().getName() + "." + target.getName());
              }
            });
  }

  static ArchRule ofLocks(String core) {
    return ArchRuleDefinition.noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(core + "..")
        .should()
        .haveModifier(JavaModifier.SYNCHRONIZED);
  }

  /** Fields of a core's classes are its own: nothing static changes. */
  static ArchRule ofStatics(String core) {
    return ArchRuleDefinition.fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(core + "..")
        .and()
        .areStatic()
        .should()
        .beFinal();
  }

  /** The words and ports of {@code base} start no thread and wait for none. */
  static ArchRule ofBase(String base) {
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(base + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.net..", "java.nio.channels..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread");
  }
}
