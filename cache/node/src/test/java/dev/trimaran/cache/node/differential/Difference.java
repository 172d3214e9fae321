package dev.trimaran.cache.node.differential;

/**
 * Two answers that do not agree.
 *
 * @param step the index of the step, or the number of steps when what was left differs
 * @param command the name of the command
 * @param line the command as a redis-cli line
 */
record Difference(int step, String command, String line, String left, String right) {

  /** What makes two differences one for the reader: the command, and how the answers begin. */
  String kind() {
    return command + " " + brief(left) + " / " + brief(right);
  }

  private static String brief(String answer) {
    String masked = answer.replaceAll("[0-9]+", "#");
    return masked.length() > 50 ? masked.substring(0, 50) : masked;
  }
}
