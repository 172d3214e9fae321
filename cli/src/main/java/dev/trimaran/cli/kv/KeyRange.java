package dev.trimaran.cli.kv;

import com.google.protobuf.ByteString;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The keys that a command means: one, a range, those with a prefix, or those from a key on. */
final class KeyRange {

  /** As the end of a range: no end. */
  private static final ByteString NO_END = ByteString.copyFrom(new byte[] {0});

  @Parameters(index = "0", paramLabel = "KEY", description = "The key, or the first of a range.")
  String key = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RANGE_END",
      description = "The first key after the range.")
  @Nullable String rangeEnd;

  @Option(names = "--prefix", description = "All keys that start with KEY.")
  boolean prefix;

  @Option(names = "--from-key", description = "All keys from KEY on.")
  boolean fromKey;

  /** The range's first key; the smallest key of all when none was given. */
  ByteString start() {
    boolean all = key.isEmpty() && (prefix || fromKey);
    return all ? NO_END : ByteString.copyFromUtf8(key);
  }

  /** The range's end as the protocol writes it: empty for one key, a zero byte for no end. */
  ByteString end() {
    if ((prefix ? 1 : 0) + (fromKey ? 1 : 0) + (rangeEnd != null ? 1 : 0) > 1) {
      throw new CliError(
          ExitCode.USAGE,
          "USAGE",
          "--prefix, --from-key and RANGE_END each say where the range ends",
          "give one of them");
    }
    if (rangeEnd != null) {
      return ByteString.copyFromUtf8(rangeEnd);
    }
    if (fromKey || prefix && key.isEmpty()) {
      return NO_END;
    }
    return prefix ? afterPrefix(ByteString.copyFromUtf8(key)) : ByteString.EMPTY;
  }

  boolean isOneKey() {
    return rangeEnd == null && !prefix && !fromKey;
  }

  /** The smallest key that is larger than every key with the prefix. */
  static ByteString afterPrefix(ByteString prefix) {
    byte[] end = prefix.toByteArray();
    for (int i = end.length - 1; i >= 0; i--) {
      if (end[i] != (byte) 0xff) {
        end[i]++;
        return ByteString.copyFrom(end, 0, i + 1);
      }
    }
    return NO_END;
  }
}
