package dev.trimaran.events.core.codec;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import dev.trimaran.events.core.model.AppendCondition;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.EventQuery;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamNames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Commands as the log has them. Numbers are varints, texts and bytes are counted.
 *
 * <pre>
 * version u8 | kind u8 | created 8 | ...
 *   append     writes: (stream, expected, events: (flags, id, type, [tags], data, metadata))
 *              condition: 0, or 1, after + 1, items: (types, tags)
 *   tombstone  stream, expected, id 16
 * </pre>
 */
public final class CommandCodec {

  static final int VERSION = 1;
  static final int APPEND = 1;
  static final int TOMBSTONE = 2;

  /** The type of the event that ends a stream for ever. */
  public static final String TOMBSTONE_TYPE = "$streamDeleted";

  private static final int ANY = 0;
  private static final int NO_STREAM = 1;
  private static final int STREAM_EXISTS = 2;
  private static final int EXACTLY = 3;
  private static final int SOFT_DELETED = 4;
  private static final int TOMBSTONED = 5;

  private CommandCodec() {}

  public static byte[] encode(EventCommand command) {
    return encode(command, _ -> false);
  }

  /**
   * A command without what some of its events carry.
   *
   * @param scavenged which events lose data and metadata, by their number in the command
   */
  public static byte[] encode(EventCommand command, Predicate<Integer> scavenged) {
    var out = new Encoder(size(command));
    out.u8(VERSION);
    switch (command) {
      case EventCommand.Append append -> append(out, append, scavenged);
      case EventCommand.Tombstone tombstone -> {
        out.u8(TOMBSTONE).i64(tombstone.created()).string(tombstone.stream());
        expected(out, tombstone.expected());
        out.i64(tombstone.id().most()).i64(tombstone.id().least());
      }
    }
    ByteBuffer encoded = out.toBuffer();
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  /** About as many bytes as a command takes. */
  private static int size(EventCommand command) {
    long size = 64;
    if (command instanceof EventCommand.Append append) {
      for (StreamAppend write : append.writes()) {
        size += 32 + 3L * write.stream().length();
        for (ProposedEvent event : write.events()) {
          size += 48 + 3L * event.type().length() + event.data().length + event.metadata().length;
        }
      }
    }
    return (int) Math.min(size, Integer.MAX_VALUE / 2);
  }

  private static void append(
      Encoder out, EventCommand.Append append, Predicate<Integer> scavenged) {
    out.u8(APPEND).i64(append.created()).varint(append.writes().size());
    int number = 0;
    for (StreamAppend write : append.writes()) {
      out.string(write.stream());
      expected(out, write.expected());
      out.varint(write.events().size());
      for (ProposedEvent event : write.events()) {
        EventBytes.encode(out, event, scavenged.test(number++));
      }
    }
    AppendCondition condition = append.condition();
    if (condition == null) {
      out.varint(0);
      return;
    }
    out.varint(1).varint(condition.after() + 1).varint(condition.none().items().size());
    for (EventQuery.Item item : condition.none().items()) {
      texts(out, item.types());
      texts(out, item.tags());
    }
  }

  private static void texts(Encoder out, List<String> texts) {
    out.varint(texts.size());
    texts.forEach(out::string);
  }

  static void expected(Encoder out, ExpectedRevision expected) {
    switch (expected) {
      case ExpectedRevision.Any _ -> out.varint(ANY);
      case ExpectedRevision.NoStream _ -> out.varint(NO_STREAM);
      case ExpectedRevision.StreamExists _ -> out.varint(STREAM_EXISTS);
      case ExpectedRevision.SoftDeleted _ -> out.varint(SOFT_DELETED);
      case ExpectedRevision.Tombstoned _ -> out.varint(TOMBSTONED);
      case ExpectedRevision.Exactly(long revision) -> out.varint(EXACTLY).varint(revision);
    }
  }

  /** A command with all that its events carry. */
  public static EventCommand decode(ByteBuffer command) throws DecodeException {
    return decode(command, _ -> true);
  }

  /**
   * A command without what its events carry, but for those of metadata streams: enough to decide on
   * it.
   */
  public static EventCommand decodeToDecide(ByteBuffer command) throws DecodeException {
    return decode(command, StreamNames::isMetadata);
  }

  private static EventCommand decode(ByteBuffer command, Predicate<String> payload)
      throws DecodeException {
    var in = new Decoder(command);
    int kind = kind(in);
    long created = in.i64();
    EventCommand decoded = kind == APPEND ? append(in, created, payload) : tombstone(in, created);
    in.end();
    return decoded;
  }

  /** The version is known; the kind. */
  static int kind(Decoder in) throws DecodeException {
    int version = in.u8();
    int kind = in.u8();
    if (version != VERSION || kind != APPEND && kind != TOMBSTONE) {
      throw new DecodeException(
          "a command of version " + version + " and kind " + kind + " is of a newer release", 0);
    }
    return kind;
  }

  private static EventCommand append(Decoder in, long created, Predicate<String> payload)
      throws DecodeException {
    int count = in.count(3);
    List<StreamAppend> writes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String stream = in.string();
      ExpectedRevision expected = expected(in);
      boolean wanted = payload.test(stream);
      int events = in.count(EventBytes.LEAST);
      List<ProposedEvent> decoded = new ArrayList<>(events);
      for (int n = 0; n < events; n++) {
        decoded.add(EventBytes.decode(in, stream, created, wanted).event());
      }
      writes.add(new StreamAppend(stream, expected, decoded));
    }
    return new EventCommand.Append(created, writes, condition(in));
  }

  private static @Nullable AppendCondition condition(Decoder in) throws DecodeException {
    if (in.varint() == 0) {
      return null;
    }
    long after = in.varint() - 1;
    int count = in.count(2);
    List<EventQuery.Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(new EventQuery.Item(texts(in), texts(in)));
    }
    return new AppendCondition(new EventQuery(items), after);
  }

  private static List<String> texts(Decoder in) throws DecodeException {
    int count = in.count(1);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.string());
    }
    return texts;
  }

  private static EventCommand tombstone(Decoder in, long created) throws DecodeException {
    String stream = in.string();
    ExpectedRevision expected = expected(in);
    return new EventCommand.Tombstone(created, stream, expected, new EventId(in.i64(), in.i64()));
  }

  static ExpectedRevision expected(Decoder in) throws DecodeException {
    long kind = in.varint();
    if (kind < ANY || kind > TOMBSTONED) {
      throw new DecodeException("an expectation of kind " + kind, 0);
    }
    return switch ((int) kind) {
      case ANY -> ExpectedRevision.ANY;
      case NO_STREAM -> ExpectedRevision.NO_STREAM;
      case STREAM_EXISTS -> ExpectedRevision.STREAM_EXISTS;
      case SOFT_DELETED -> ExpectedRevision.SOFT_DELETED;
      case TOMBSTONED -> ExpectedRevision.TOMBSTONED;
      default -> exactly(in.varint());
    };
  }

  private static ExpectedRevision exactly(long revision) throws DecodeException {
    if (revision < 0) {
      throw new DecodeException("an expected revision of " + revision, 0);
    }
    return ExpectedRevision.exactly(revision);
  }

  /** The event that a tombstone records. */
  public static ProposedEvent tombstoneEvent(EventId id) {
    return new ProposedEvent(
        id, TOMBSTONE_TYPE, ContentType.JSON, new byte[] {'{', '}'}, new byte[0], List.of());
  }
}
