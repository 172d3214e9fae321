package dev.trimaran.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatsTest {

  private static Map<String, Object> sample() {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("key", "a\"b\\c\n\u0001é");
    item.put("n", 7L);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("items", List.of(item, Map.of()));
    map.put("no", false);
    map.put("empty", List.of());
    map.put("odd key", "x");
    return map;
  }

  @Test
  void json() {
    assertThat(Json.write(sample()))
        .isEqualTo(
            "{\"items\":[{\"key\":\"a\\\"b\\\\c\\n\\u0001é\",\"n\":7},{}],"
                + "\"no\":false,\"empty\":[],\"odd key\":\"x\"}");
    assertThat(Json.write(null)).isEqualTo("null");
    assertThat(Json.write("\ud83d\ude00 \ud83d")).isEqualTo("\"😀 \\ud83d\"");
  }

  @Test
  void yaml() {
    assertThat(Yaml.write(sample()))
        .isEqualTo(
            """
            items:
              - key: "a\\"b\\\\c\\n\\u0001é"
                n: 7
              - {}
            no: false
            empty: []
            "odd key": "x"
            """);
    assertThat(Yaml.write(List.of(List.of(1, 2), 3)))
        .isEqualTo(
            """
            - - 1
              - 2
            - 3
            """);
  }

  @Test
  void table() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new Table("A", "LONG").row("wide cell", 1).row("x", "").print(out);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("A          LONG\nwide cell  1\nx\n");
  }
}
