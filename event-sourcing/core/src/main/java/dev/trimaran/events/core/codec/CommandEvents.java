package dev.trimaran.events.core.codec;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.events.core.model.EventId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a command of the log, by their numbers: from 0, in the order of its writes. Nothing
 * is copied but what is asked for.
 */
public final class CommandEvents {

  private CommandEvents() {}

  /**
   * Some events of a command.
   *
   * @param first number of the first one wanted
   * @param count how many are wanted; fewer are given when the command has no more
   */
  public static List<StoredEvent> read(ByteBuffer command, int first, int count)
      throws DecodeException {
    var in = new Decoder(command);
    int kind = CommandCodec.kind(in);
    long created = in.i64();
    List<StoredEvent> wanted = new ArrayList<>(Math.min(count, 16));
    if (kind == CommandCodec.TOMBSTONE) {
      String stream = in.string();
      CommandCodec.expected(in);
      var event = CommandCodec.tombstoneEvent(new EventId(in.i64(), in.i64()));
      if (first == 0 && count > 0) {
        wanted.add(new StoredEvent(stream, created, event, false));
      }
      return wanted;
    }
    int number = 0;
    for (int writes = in.count(3); writes > 0 && wanted.size() < count; writes--) {
      String stream = in.string();
      CommandCodec.expected(in);
      for (int left = in.count(EventBytes.LEAST); left > 0 && wanted.size() < count; left--) {
        if (number++ < first) {
          EventBytes.skip(in);
        } else {
          wanted.add(EventBytes.decode(in, stream, created, true));
        }
      }
    }
    return wanted;
  }
}
