package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code INFO trimaran} tells how late keys expire. */
class ExpiryLagTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User user = cache.user();

  @Test
  void lateKeysAreSeenInTheHistogram() {
    for (int i = 0; i < 99; i++) {
      user.run("SET prompt" + i + " v PX 10");
    }
    cache.pass(11);
    assertThat(user.run("INFO trimaran"))
        .contains("expiry_lag_p50_ms:1 expiry_lag_p99_ms:1 expiry_lag_max_ms:1 ");
    user.run("SET late v PX 10");
    user.run("SET later v PX 10");
    cache.pass(1010);
    assertThat(user.run("INFO trimaran"))
        .contains("expiry_lag_p50_ms:1 expiry_lag_p99_ms:1000 expiry_lag_max_ms:1000 ");
    user.run("CONFIG RESETSTAT");
    assertThat(user.run("INFO trimaran")).contains("expiry_lag_max_ms:0 ");
  }
}
