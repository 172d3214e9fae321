package dev.trimaran.benchmarks.events;

import java.io.IOException;

/** The rivals by their names. */
public final class EventRivals {

  private EventRivals() {}

  /**
   * A rival.
   *
   * @param trimaran path of this project's launcher; empty means the one that started this process
   * @param postgres directory of PostgreSQL's programs; empty means Debian's
   * @param kafka directory of Kafka's jars
   * @throws IOException when there is none of that name, or its programs were not found
   */
  public static EventProgram named(String name, String trimaran, String postgres, String kafka)
      throws IOException {
    return switch (name) {
      case "trimaran" -> TrimaranRival.program(name, trimaran, 1);
      case "trimaran3" -> TrimaranRival.program(name, trimaran, 3);
      case "postgres" -> PostgresRival.program(postgres);
      case "kafka" -> KafkaRival.program(kafka);
      default ->
          throw new IOException(
              "no rival is named " + name + "; known: trimaran, trimaran3, postgres, kafka");
    };
  }
}
