package dev.trimaran.cache.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The Java of the tutorial compiles and runs: it stands here too, word by word. */
final class CacheTutorialTest {

  private static final Path TUTORIAL = Path.of("../../docs/tutorial/cache.md");
  private static final Path SELF =
      Path.of("src/test/java/dev/trimaran/cache/node/CacheTutorialTest.java");

  private final Set<Long> index = ConcurrentHashMap.newKeySet();

  private static String expensive(String key) {
    return key + "!";
  }

  @Test
  void texts() throws IOException {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings().withPort(0))) {
      cache.put("greeting", "hello", Duration.ofMinutes(5));
      String answer = cache.getOrLoad("answer", Duration.ofHours(1), key -> expensive(key));
      cache.compute("visits", old -> Optional.of("" + (old.map(Integer::parseInt).orElse(0) + 1)));
      Map<String, String> some = cache.getAll(List.of("greeting", "answer", "nothing"));
      assertThat(answer).isEqualTo("answer!");
      assertThat(some).containsOnlyKeys("greeting", "answer");
      assertThat(cache.get("visits")).contains("1");
    }
  }

  @Test
  void events() throws IOException {
    CacheSettings<Long, byte[]> settings =
        CacheSettings.of(Codec.integers(), Codec.bytes()).withMaxBytes(64L << 20);
    try (Cache<Long, byte[]> images = Cache.start(settings)) {
      images.listen(event -> {
        switch (event) {
          case CacheEvent.Created<Long, byte[]> created -> index.add(created.key());
          case CacheEvent.Updated<Long, byte[]> _ -> {}
          case CacheEvent.Removed<Long, byte[]> removed -> index.remove(removed.key());
          case CacheEvent.Expired<Long, byte[]> expired -> index.remove(expired.key());
          case CacheEvent.Evicted<Long, byte[]> evicted -> index.remove(evicted.key());
          case CacheEvent.Cleared<Long, byte[]> _, CacheEvent.Lost<Long, byte[]> _ -> index.clear();
        }
      });
      images.put(1L, new byte[1000]);
    }
    assertThat(index).containsExactly(1L);
  }

  @Test
  void whatTheTutorialShowsStandsHere() throws IOException {
    List<String> here = Files.readAllLines(SELF).stream().map(String::strip).toList();
    List<String> shown = new ArrayList<>();
    boolean java = false;
    for (String line : Files.readAllLines(TUTORIAL)) {
      if (line.startsWith("```")) {
        java = line.equals("```java");
      } else if (java && !line.isBlank()) {
        shown.add(line.strip());
      }
    }
    assertThat(shown).hasSizeGreaterThan(15);
    assertThat(here).containsAll(shown);
  }
}
