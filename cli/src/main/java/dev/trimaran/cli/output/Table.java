package dev.trimaran.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns, aligned, two spaces apart. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these column titles. */
  public Table(String... titles) {
    rows.add(List.of(titles));
  }

  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  public void print(PrintStream out) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
