package dev.trimaran.cli.kv;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into words as a shell does: quotes hold a word together, a backslash one character.
 */
final class Words {

  private Words() {}

  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        open = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        open = true;
      } else if (Character.isWhitespace(c)) {
        if (open) {
          words.add(word.toString());
          word.setLength(0);
          open = false;
        }
      } else {
        word.append(c);
        open = true;
      }
    }
    if (quote != 0) {
      throw new CliError(ExitCode.USAGE, "USAGE", "a quote is not closed: " + line, "");
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }
}
