package dev.trimaran.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sources of the whole tree keep the rules. */
class SourceTreeTest {

  /** A foreign text, the rule itself and its canaries. */
  private static final Set<String> EXEMPT =
      Set.of("LICENSE", "PlainText.java", "SourceCanariesTest.java");

  private static List<SourceFile> sources = List.of();

  @BeforeAll
  static void parse() throws IOException {
    sources = SourceTree.sources();
    assertThat(sources).hasSizeGreaterThan(30);
  }

  @Test
  void sizes() {
    assertThat(violations(new Sizes())).isEmpty();
  }

  @Test
  void names() {
    assertThat(violations(new Names())).isEmpty();
  }

  @Test
  void habits() {
    assertThat(violations(new Habits())).isEmpty();
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() {
    assertThat(NullMarkedPackages.missing(sources)).isEmpty();
  }

  @Test
  void textIsAboutTheProject() throws IOException {
    Path root = SourceTree.root();
    List<String> found = new ArrayList<>();
    for (Path file : SourceTree.files()) {
      if (EXEMPT.contains(file.getFileName().toString())) {
        continue;
      }
      try {
        found.addAll(
            PlainText.violations(root.relativize(file).toString(), Files.readString(file)));
      } catch (CharacterCodingException _) {
        // Not a text.
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : SourceTree.files()) {
      if (page.toString().endsWith(".md")) {
        String name = SourceTree.root().relativize(page).toString();
        broken.addAll(
            DocLinks.broken(
                name, Files.readString(page), to -> Files.exists(page.resolveSibling(to))));
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyDependencyIsOnItsPage() throws IOException {
    Map<String, String> poms = new TreeMap<>();
    for (Path file : SourceTree.files()) {
      if (file.getFileName().toString().equals("pom.xml")) {
        String module = SourceTree.root().relativize(file.resolveSibling("")).toString();
        poms.put(module, Files.readString(file));
      }
    }
    assertThat(poms).containsKeys("", "raft/core");
    Path page = SourceTree.root().resolve("docs/reference/dependencies.md");
    assertThat(Dependencies.violations(poms, Files.readString(page))).isEmpty();
  }

  private static List<String> violations(SourceRule rule) {
    return sources.stream().flatMap(file -> rule.violations(file).stream()).toList();
  }
}
