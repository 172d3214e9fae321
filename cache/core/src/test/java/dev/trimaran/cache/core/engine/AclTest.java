package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users and their permissions, as redis-server 7.0.15 has them. */
final class AclTest {

  private static final String HASH =
      "30c952fab122c3f9759f02a6d95c3758b246b4fee239957b2d4fee46e26170c4";

  private final EngineHarness harness = new EngineHarness();
  private final EngineHarness.User admin = harness.user();

  @BeforeEach
  void bobMayRead() {
    assertThat(admin.run("ACL SETUSER bob on >pw ~a* +get +set &ch* -@dangerous")).isEqualTo("+OK");
  }

  @Test
  void aPasswordIsKeptAsItsHash() {
    assertThat(admin.run("ACL LIST"))
        .contains("user bob on #" + HASH + " ~a* resetchannels &ch* -@all +get +set");
  }

  @Test
  void aUserDoesWhatItMay() {
    EngineHarness.User bob = harness.user();
    assertThat(bob.run("AUTH bob pw")).isEqualTo("+OK");
    assertThat(bob.run("SET a 1")).isEqualTo("+OK");
    assertThat(bob.run("GET b"))
        .isEqualTo(
            "-NOPERM this user has no permissions to access one of the keys used as"
                + " arguments");
    assertThat(bob.run("DEL a"))
        .isEqualTo("-NOPERM this user has no permissions to run the 'del' command");
    assertThat(bob.run("ACL LIST"))
        .isEqualTo("-NOPERM this user has no permissions to run the 'acl|list' command");
    assertThat(admin.run("ACL LOG 1")).contains("$8 acl|list").contains("$3 bob");
  }

  @Test
  void aRefusalSpoilsTheTransaction() {
    EngineHarness.User bob = harness.user();
    admin.run("ACL SETUSER bob +multi +exec");
    bob.run("AUTH bob pw");
    bob.run("MULTI");
    assertThat(bob.run("GET b")).startsWith("-NOPERM");
    assertThat(bob.run("EXEC")).startsWith("-EXECABORT");
  }

  @Test
  void selectorsAddToTheRoot() {
    admin.run("ACL SETUSER bob (+get ~x) %R~r*");
    assertThat(admin.run("ACL DRYRUN bob GET x")).isEqualTo("+OK");
    assertThat(admin.run("ACL DRYRUN bob GET r1")).isEqualTo("+OK");
    assertThat(admin.run("ACL DRYRUN bob SET r1 1"))
        .endsWith("This user has no permissions to access the 'r1' key");
    assertThat(admin.run("ACL DRYRUN bob DEL b"))
        .endsWith("This user has no permissions to run the 'del' command");
    assertThat(admin.run("ACL LIST"))
        .contains("~a* %R~r* resetchannels &ch* -@all +get +set (~x resetchannels -@all +get)");
  }

  @Test
  void rulesThatAreNoneAreRefused() {
    assertThat(admin.run("ACL SETUSER bob foo"))
        .isEqualTo("-ERR Error in ACL SETUSER modifier 'foo': Syntax error");
    assertThat(admin.run("ACL SETUSER bob +foo"))
        .isEqualTo(
            "-ERR Error in ACL SETUSER modifier '+foo': Unknown command or category name in ACL");
    assertThat(admin.run("ACL SETUSER bob <no"))
        .endsWith("The password you are trying to remove from the user does not exist");
    assertThat(admin.run("ACL DELUSER default"))
        .isEqualTo("-ERR The 'default' user cannot be removed");
  }

  @Test
  void subcommandsAreGivenAndTakenOneByOne() {
    admin.run("ACL SETUSER bob allcommands -config -config|get +config|get");
    assertThat(admin.run("ACL GETUSER bob")).contains("+@all -config +config|get");
    assertThat(admin.run("ACL DRYRUN bob CONFIG GET save")).isEqualTo("+OK");
    assertThat(admin.run("ACL DRYRUN bob CONFIG SET save x")).contains("no permissions to run");
  }

  @Test
  void whoIsRemovedIsDisconnected() {
    EngineHarness.User bob = harness.user();
    bob.run("AUTH bob pw");
    assertThat(admin.run("ACL DELUSER bob nobody")).isEqualTo(":1");
    assertThat(bob.closed).isTrue();
  }
}
