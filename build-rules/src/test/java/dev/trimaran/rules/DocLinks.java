package dev.trimaran.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links between the pages of the tree lead somewhere. */
final class DocLinks {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  private DocLinks() {}

  /**
   * The links of {@code page} that lead nowhere.
   *
   * @param exists whether there is a file at a path, relative to the page
   */
  static List<String> broken(String page, String text, Predicate<String> exists) {
    List<String> found = new ArrayList<>();
    Matcher links = LINK.matcher(text);
    while (links.find()) {
      String target = links.group(1);
      if (!target.contains("://") && !exists.test(target)) {
        found.add(page + ": " + target);
      }
    }
    return found;
  }
}
