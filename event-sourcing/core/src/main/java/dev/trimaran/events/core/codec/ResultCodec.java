package dev.trimaran.events.core.codec;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Results as a checkpoint has them, for proposers who have not been told. */
public final class ResultCodec {

  private static final int WRITTEN = 1;
  private static final int REFUSED = 2;
  private static final int CONDITION_FAILED = 3;
  private static final StreamState.Kind[] KINDS = StreamState.Kind.values();

  private ResultCodec() {}

  public static byte[] encode(CommandResult result) {
    var out = new Encoder(64);
    switch (result) {
      case CommandResult.Written written -> {
        out.u8(WRITTEN).varint(written.position() + 1).u8(written.repeated() ? 1 : 0);
        out.varint(written.written().size());
        for (CommandResult.StreamRevisions one : written.written()) {
          out.string(one.stream()).varint(one.first() + 1).i64(one.last());
        }
      }
      case CommandResult.Refused refused -> {
        out.u8(REFUSED).varint(refused.violations().size());
        for (CommandResult.Violation one : refused.violations()) {
          out.varint(one.index()).string(one.stream());
          CommandCodec.expected(out, one.expected());
          out.u8(one.actual().kind().ordinal()).i64(one.actual().revision());
        }
      }
      case CommandResult.ConditionFailed failed ->
          out.u8(CONDITION_FAILED).varint(failed.position());
    }
    ByteBuffer encoded = out.toBuffer();
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  public static CommandResult decode(ByteBuffer encoded) throws DecodeException {
    var in = new Decoder(encoded);
    int kind = in.u8();
    CommandResult result =
        switch (kind) {
          case WRITTEN -> written(in);
          case REFUSED -> refused(in);
          case CONDITION_FAILED -> new CommandResult.ConditionFailed(in.varint());
          default -> throw new DecodeException("a result of kind " + kind, 0);
        };
    in.end();
    return result;
  }

  private static CommandResult written(Decoder in) throws DecodeException {
    long position = in.varint() - 1;
    boolean repeated = in.u8() == 1;
    int count = in.count(10);
    List<CommandResult.StreamRevisions> written = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      written.add(new CommandResult.StreamRevisions(in.string(), in.varint() - 1, in.i64()));
    }
    return new CommandResult.Written(written, position, repeated);
  }

  private static CommandResult refused(Decoder in) throws DecodeException {
    int count = in.count(11);
    List<CommandResult.Violation> violations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = (int) in.varint();
      String stream = in.string();
      ExpectedRevision expected = CommandCodec.expected(in);
      int kind = in.u8();
      if (kind >= KINDS.length) {
        throw new DecodeException("a stream of kind " + kind, 0);
      }
      var actual = new StreamState(KINDS[kind], in.i64());
      violations.add(new CommandResult.Violation(index, stream, expected, actual));
    }
    return new CommandResult.Refused(violations);
  }
}
