package dev.trimaran.cache.node.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients send at their start and in use is answered to the byte as Redis answers it. */
@Timeout(60)
final class TranscriptTest {

  @Test
  void theCacheAnswersClientsAsRedisDoes() throws IOException {
    List<String> differences = new ArrayList<>();
    int requests = 0;
    try (NodeUnderTest node = NodeUnderTest.start(0)) {
      for (Transcript transcript : Transcript.all()) {
        differences.addAll(transcript.replay(node.address(), true));
        requests += transcript.requests();
      }
    }
    assertThat(differences).isEmpty();
    assertThat(requests).isGreaterThan(100);
  }
}
