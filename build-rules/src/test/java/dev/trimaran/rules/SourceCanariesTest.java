package dev.trimaran.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule on sources refuses what it is for, and lets its neighbour at the limit pass. */
class SourceCanariesTest {

  private static final String CORE = "raft/core/src/main/java/dev/trimaran/raft/core/A.java";
  private static final String TEST = "raft/core/src/test/java/dev/trimaran/raft/core/ATest.java";

  @Test
  void aFileTooLong() {
    String text = "class A {}\n" + "//\n".repeat(Sizes.FILE_LINES - 1);
    assertThat(sizes(text)).isEmpty();
    assertThat(sizes(text + "//\n")).singleElement().asString().contains("401 lines in a file");
  }

  @Test
  void aLineTooLong() {
    String text = "//" + "x".repeat(Sizes.LINE_COLUMNS - 2);
    assertThat(sizes(text + "\nclass A {}")).isEmpty();
    assertThat(sizes(text + "x\nclass A {}")).singleElement().asString().contains("111 columns");
  }

  @Test
  void aMethodTooLong() {
    String body = "    int x;\n".repeat(Sizes.METHOD_LINES - 2);
    assertThat(sizes("class A {\n  void m() {\n" + body + "  }\n}\n")).isEmpty();
    assertThat(sizes("class A {\n  void m() {\n" + body + "    ;\n  }\n}\n"))
        .singleElement()
        .asString()
        .contains("m has 71 lines");
  }

  @Test
  void tooManyParameters() {
    assertThat(sizes("class A { void m(int a, int b, int c, int d, int e) {} }")).isEmpty();
    assertThat(sizes("class A { void m(int a, int b, int c, int d, int e, int f) {} }"))
        .singleElement()
        .asString()
        .contains("m takes 6 parameters");
    assertThat(sizes("class A { A(int a, int b, int c, int d, int e, int f) {} }")).hasSize(1);
    assertThat(sizes("record A(int a, int b, int c, int d, int e, int f) { A {} }")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package dev.trimaran.raft.util; class A {}",
        "package dev.trimaran.impl.raft; class A {}",
        "class LogImpl {}",
        "class LogUtils {}",
        "class Outer { interface PeerManager {} }",
        "record RingHelper() {}"
      })
  void aNameThatSaysNothing(String text) {
    assertThat(new Names().violations(SourceFile.of(CORE, text))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A { void m() { System.out.println(); } }",
        "class A { void m() { System.err.println(); } }",
        "class A { void m(Exception e) { e.printStackTrace(); } }"
      })
  void aLibraryThatPrints(String text) {
    assertThat(new Habits().violations(SourceFile.of(CORE, text))).hasSize(1);
    assertThat(new Habits().violations(SourceFile.of("cli/src/main/java/A.java", text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A { void m() throws Exception { Thread.sleep(1); } }",
        "class A { void m() throws Exception { TimeUnit.SECONDS.sleep(1); } }"
      })
  void aTestThatSleeps(String text) {
    assertThat(new Habits().violations(SourceFile.of(TEST, text))).hasSize(1);
    String chaos = "chaos/src/test/java/dev/trimaran/chaos/ATest.java";
    assertThat(new Habits().violations(SourceFile.of(chaos, text))).isEmpty();
  }

  @Test
  void aCoreThatLocks() {
    String text = "class A { void m() { synchronized (this) {} } }";
    assertThat(new Habits().violations(SourceFile.of(CORE, text))).hasSize(1);
  }

  @Test
  void aPackageWithoutDescriptionOrNullMark() {
    SourceFile type = SourceFile.of("io/src/main/java/a/A.java", "package a; class A {}");
    String info = "io/src/main/java/a/package-info.java";
    SourceFile good = SourceFile.of(info, "/** For a. */\n@NullMarked package a;");
    SourceFile unmarked = SourceFile.of(info, "/** For a. */\npackage a;");
    SourceFile silent = SourceFile.of(info, "@NullMarked package a;");
    assertThat(NullMarkedPackages.missing(List.of(type, good))).isEmpty();
    assertThat(NullMarkedPackages.missing(List.of(type))).containsExactly("io: a");
    assertThat(NullMarkedPackages.missing(List.of(type, unmarked))).containsExactly("io: a");
    assertThat(NullMarkedPackages.missing(List.of(type, silent))).containsExactly("io: a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see /home/jane/notes.md",
        "`/work/tree/pom.xml`",
        "http://registry.internal/maven",
        "as issue 12 says",
        "Ticket #12",
        "Co-Authored-By: somebody"
      })
  void aTextAboutSomethingElse(String text) {
    assertThat(PlainText.violations("README.md", text)).hasSize(1);
  }

  @Test
  void aLinkThatLeadsNowhere() {
    String text = "[a](gone.md) [b](here.md#part) [c](https://example.org/x) [d](gone.md#part)";
    assertThat(DocLinks.broken("p.md", text, "here.md"::equals))
        .containsExactly("p.md: gone.md", "p.md: gone.md");
  }

  @Test
  void aDependencyWithoutItsRow() {
    String root =
        """
        <project>
          <properties><a.version>1.0</a.version></properties>
          <dependencyManagement><dependencies>
            <dependency>
              <groupId>org.a</groupId><artifactId>a</artifactId><version>${a.version}</version>
            </dependency>
          </dependencies></dependencyManagement>
          <build><plugins>
            <plugin><artifactId>maven-b-plugin</artifactId><version>2.0</version></plugin>
          </plugins></build>
        </project>
        """;
    String module =
        """
        <project><dependencies>
          <dependency><groupId>org.a</groupId><artifactId>a</artifactId></dependency>
        </dependencies></project>
        """;
    Map<String, String> poms = Map.of("", root, "io", module);
    String plugin = "| B | `org.apache.maven.plugins:maven-b-plugin` | 2.0 | build | |\n";
    String good = "| A | `org.a:*` | 1.0 | io | |\n";
    assertThat(Dependencies.violations(poms, good + plugin)).isEmpty();
    assertThat(Dependencies.violations(poms, plugin)).containsExactly("org.a:a: no row");
    assertThat(Dependencies.violations(poms, good.replace("1.0", "1.1") + plugin)).hasSize(1);
    assertThat(Dependencies.violations(poms, good.replace("io", "raft/kv") + plugin)).hasSize(1);
    String stale = "| C | `org.c:c` | 1.0 | io | |\n";
    assertThat(Dependencies.violations(poms, good + plugin + stale))
        .containsExactly("org.c:c: used by nobody, not io");
  }

  private static List<String> sizes(String text) {
    return new Sizes().violations(SourceFile.of(CORE, text));
  }
}
