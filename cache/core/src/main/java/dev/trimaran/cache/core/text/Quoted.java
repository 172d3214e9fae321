package dev.trimaran.cache.core.text;

/** Bytes as a quoted text that can be read, as Redis's {@code sdscatrepr} writes them. */
public final class Quoted {

  private static final String HEX = "0123456789abcdef";

  private Quoted() {}

  /** In quotes; what is not printable ASCII is escaped. */
  public static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length + 2).append('"');
    for (byte each : bytes) {
      switch (each) {
        case '\\', '"' -> text.append('\\').append((char) each);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case 7 -> text.append("\\a");
        case '\b' -> text.append("\\b");
        default -> {
          if (each >= ' ' && each <= '~') {
            text.append((char) each);
          } else {
            text.append("\\x").append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
          }
        }
      }
    }
    return text.append('"').toString();
  }
}
