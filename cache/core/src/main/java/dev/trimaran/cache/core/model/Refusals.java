package dev.trimaran.cache.core.model;

/** The refusals that many commands share; the texts are Redis's and are part of the protocol. */
public final class Refusals {

  public static final Refused SYNTAX = new Refused("ERR syntax error");
  public static final Refused NOT_AN_INTEGER =
      new Refused("ERR value is not an integer or out of range");
  public static final Refused NOT_A_SMALL_INTEGER =
      new Refused("ERR value is out of range, value must between -2147483648 and 2147483647");
  public static final Refused NO_SUCH_DATABASE = new Refused("ERR DB index is out of range");
  public static final Refused NOT_A_FLOAT = new Refused("ERR value is not a valid float");
  public static final Refused OUT_OF_RANGE =
      new Refused("ERR value is out of range, must be positive");
  public static final Refused OVERFLOW = new Refused("ERR increment or decrement would overflow");
  public static final Refused NAN_OR_INFINITY =
      new Refused("ERR increment would produce NaN or Infinity");
  public static final Refused WRONG_TYPE =
      new Refused("WRONGTYPE Operation against a key holding the wrong kind of value");

  /** The same of a key that something is moved to. */
  public static final Refused WRONG_TARGET_TYPE = new Refused(WRONG_TYPE.text());

  public static final Refused NO_SUCH_KEY = new Refused("ERR no such key");
  public static final Refused INDEX_OUT_OF_RANGE = new Refused("ERR index out of range");
  public static final Refused STRING_TOO_LONG =
      new Refused("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
  public static final Refused OUT_OF_MEMORY =
      new Refused("OOM command not allowed when used memory > 'maxmemory'.");

  public static final Refused NO_NUMKEYS = new Refused("ERR numkeys should be greater than 0");
  public static final Refused NO_COUNT = new Refused("ERR count should be greater than 0");
  public static final Refused NEGATIVE_LIMIT = new Refused("ERR LIMIT can't be negative");

  private Refusals() {}

  /** A relative or absolute deadline that is not one. */
  public static Refused invalidExpireTime(String command) {
    return new Refused("ERR invalid expire time in '" + command + "' command");
  }

  public static Refused wrongNumberOfArguments(String command) {
    return new Refused("ERR wrong number of arguments for '" + command + "' command");
  }
}
