package dev.trimaran.cache.core.acl;

/**
 * Why a request is not allowed.
 *
 * @param what the command, key or channel
 */
record Denial(Reason reason, String what) {

  /** What was not allowed. */
  enum Reason {
    COMMAND("command"),
    KEY("key"),
    CHANNEL("channel"),
    AUTH("auth");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** The error a client is answered. */
  String refusal() {
    return switch (reason) {
      case COMMAND -> "NOPERM this user has no permissions to run the '" + what + "' command";
      case KEY -> "NOPERM this user has no permissions to access one of the keys used as arguments";
      case CHANNEL ->
          "NOPERM this user has no permissions to access one of the channels used as arguments";
      case AUTH -> "WRONGPASS invalid username-password pair or user is disabled.";
    };
  }

  /** What {@code ACL DRYRUN} answers. */
  String explanation() {
    return switch (reason) {
      case COMMAND -> "This user has no permissions to run the '" + what + "' command";
      case KEY -> "This user has no permissions to access the '" + what + "' key";
      case CHANNEL -> "This user has no permissions to access the '" + what + "' channel";
      case AUTH -> refusal();
    };
  }
}
