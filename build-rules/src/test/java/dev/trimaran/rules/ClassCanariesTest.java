package dev.trimaran.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree of classes below {@code canary} breaks each rule on class files, once. */
class ClassCanariesTest {

  private static final String ROOT = "dev.trimaran.rules.canary";
  private static final String CORE = ROOT + ".raft.core";
  private static final String BASE = ROOT + ".base";

  private final JavaClasses classes = new ClassFileImporter().importPackages(ROOT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SimulationThatMeetsIo",
        "KvThatMeetsIo",
        "ChaosThatMeetsKv",
        "NodeThatMeetsServer",
        "StrangerInNoModule"
      })
  void anImportAgainstTheArrows(String canary) {
    assertThat(failures(ImportArrows.below(ROOT))).anyMatch(line -> line.contains(canary));
  }

  @Test
  void anImportAlongTheArrows() {
    assertThat(failures(ImportArrows.below(ROOT)))
        .noneMatch(line -> line.contains("server.ServerThatMeetsAll."));
  }

  @Test
  void aCycleOfPackages() {
    assertThat(failures(PackageShape.freeOfCycles(ROOT)))
        .anyMatch(line -> line.contains("raft.node.left") && line.contains("raft.node.right"));
  }

  @Test
  void anImportOfTheParent() {
    List<String> failures = failures(PackageShape.freeOfParents(ROOT));
    assertThat(failures).singleElement().asString().contains("ChildThatMeetsItsFacade");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reads", "locks", "starts", "logs", "draws", "reflects", "awaits"})
  void aCoreThatImportsWhatActs(String canary) {
    assertThat(failures(Purity.ofImports(CORE, BASE)))
        .anyMatch(line -> line.contains("ImpureCore." + canary + "("));
  }

  @Test
  void aCoreThatDecides() {
    assertThat(failures(Purity.ofImports(CORE, BASE)))
        .noneMatch(line -> line.contains("PureCore"))
        .isNotEmpty();
  }

  @Test
  void aCoreThatLooksAtAClock() {
    assertThat(failures(Purity.ofCalls(CORE))).singleElement().asString().contains("nanoTime");
  }

  @Test
  void aCoreThatIsSynchronized() {
    assertThat(failures(Purity.ofLocks(CORE))).singleElement().asString().contains("guards");
  }

  @Test
  void aCoreWithStaticState() {
    assertThat(failures(Purity.ofStatics(CORE))).singleElement().asString().contains("COUNT");
  }

  @Test
  void aBaseWithAThread() {
    assertThat(failures(Purity.ofBase(BASE)))
        .isNotEmpty()
        .allMatch(line -> line.contains("BaseThatStartsAThread"));
  }

  private List<String> failures(ArchRule rule) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
