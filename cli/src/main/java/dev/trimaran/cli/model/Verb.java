package dev.trimaran.cli.model;

import java.util.List;
import java.util.function.Supplier;

/**
 * One word of the command's language, with the words that may follow it. The command object is made
 * when the word is used: looking at one costs more than running it.
 */
public record Verb(String name, Supplier<Object> command, List<Verb> verbs) {

  public static Verb leaf(String name, Supplier<Object> command) {
    return new Verb(name, command, List.of());
  }
}
