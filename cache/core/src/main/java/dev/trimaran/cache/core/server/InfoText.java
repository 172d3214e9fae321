package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.settings.MemorySize;
import java.util.Locale;

/** The lines of {@code INFO}; a field that the process knows better is told in its words. */
final class InfoText {

  private final StringBuilder text = new StringBuilder();
  private final Administration administration;

  InfoText(Administration administration) {
    this.administration = administration;
  }

  InfoText section(String title) {
    if (!text.isEmpty()) {
      text.append("\r\n");
    }
    text.append("# ").append(title).append("\r\n");
    return this;
  }

  InfoText line(String field, String value) {
    String known = administration.figure(field);
    text.append(field).append(':').append(known == null ? value : known).append("\r\n");
    return this;
  }

  InfoText line(String field, long value) {
    return line(field, Long.toString(value));
  }

  /** Those of these fields that the process around the engine knows. */
  InfoText known(String... fields) {
    for (String field : fields) {
      String value = administration.figure(field);
      if (value != null) {
        text.append(field).append(':').append(value).append("\r\n");
      }
    }
    return this;
  }

  InfoText size(String field, long bytes) {
    return line(field, bytes).line(field + "_human", MemorySize.human(bytes));
  }

  InfoText ratio(String field, double value) {
    return line(field, String.format(Locale.ROOT, "%.2f", value));
  }

  InfoText zeros(String... fields) {
    for (String field : fields) {
      line(field, 0);
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
