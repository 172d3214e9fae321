package dev.trimaran.cache.node.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The transcripts are what redis-server answers. With {@code -Dtranscripts.record=true} they are
 * written anew; replies that still match keep their marks of what varies.
 */
@Timeout(60)
final class TranscriptIT {

  @Test
  void redisAnswersAsTheTranscriptsSay(@TempDir Path directory) throws IOException {
    List<String> differences = new ArrayList<>();
    try (RedisProcess redis = RedisProcess.start(directory)) {
      if (Boolean.getBoolean("transcripts.record")) {
        for (Transcript transcript : Transcript.all()) {
          transcript.record(redis.address());
        }
      }
      for (Transcript transcript : Transcript.all()) {
        differences.addAll(transcript.replay(redis.address(), false));
      }
    }
    assertThat(differences).isEmpty();
  }
}
