package dev.trimaran.cli;

/** The {@code trimaran} command. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(2);
  }
}
