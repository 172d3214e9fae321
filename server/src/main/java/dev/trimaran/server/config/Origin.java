package dev.trimaran.server.config;

/** Where a value came from. */
public sealed interface Origin {

  record Flag(String name) implements Origin {
    @Override
    public String toString() {
      return "flag --" + name;
    }
  }

  record Environment(String variable) implements Origin {
    @Override
    public String toString() {
      return "environment " + variable;
    }
  }

  record File(String path) implements Origin {
    @Override
    public String toString() {
      return "file " + path;
    }
  }

  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }
}
