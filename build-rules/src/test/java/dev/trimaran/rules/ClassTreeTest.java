package dev.trimaran.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The class files of all modules keep the rules. */
class ClassTreeTest {

  private static final String ROOT = "dev.trimaran";
  private static final List<String> CORES =
      List.of("dev.trimaran.raft.core", "dev.trimaran.cache.core", "dev.trimaran.events.core");
  private static final String BASE = "dev.trimaran.base";

  /** This module, and what is generated into the packages below raft.client and events.client. */
  private static final Pattern EXEMPT =
      Pattern.compile("/dev/trimaran/(rules/|(raft|events)/client/[a-z]+/)");

  @SuppressWarnings("NullAway.Init")
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(location -> !EXEMPT.matcher(location.asURI().toString()).find())
            .importPackages(ROOT);
  }

  @Test
  void importsFollowTheArrows() {
    ImportArrows.below(ROOT).check(classes);
  }

  @Test
  void packagesAreFreeOfCycles() {
    PackageShape.freeOfCycles(ROOT).check(classes);
  }

  @Test
  void noPackageImportsItsParent() {
    PackageShape.freeOfParents(ROOT).check(classes);
  }

  @Test
  void coresImportNothingThatActs() {
    CORES.forEach(core -> Purity.ofImports(core, BASE).check(classes));
  }

  @Test
  void coresCallNothingThatActs() {
    CORES.forEach(core -> Purity.ofCalls(core).check(classes));
  }

  @Test
  void coresTakeNoLock() {
    CORES.forEach(core -> Purity.ofLocks(core).check(classes));
  }

  @Test
  void coresHaveNoStaticState() {
    CORES.forEach(core -> Purity.ofStatics(core).allowEmptyShould(true).check(classes));
  }

  @Test
  void baseStartsNoThread() {
    Purity.ofBase(BASE).check(classes);
  }
}
