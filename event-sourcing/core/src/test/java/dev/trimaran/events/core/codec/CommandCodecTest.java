package dev.trimaran.events.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.model.AppendCondition;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.EventQuery;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamState;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CommandCodecTest {

  private static ProposedEvent event(int n, String... tags) {
    return new ProposedEvent(
        new EventId(n, -n),
        "type" + n,
        n % 2 == 0 ? ContentType.JSON : ContentType.BINARY,
        ("data" + n).getBytes(UTF_8),
        ("meta" + n).getBytes(UTF_8),
        List.of(tags));
  }

  private static EventCommand.Append append() {
    return new EventCommand.Append(
        1_700_000_000_123L,
        List.of(
            new StreamAppend("a", ExpectedRevision.ANY, List.of(event(1), event(2, "x:1", "y"))),
            new StreamAppend("guard", ExpectedRevision.exactly(Long.MAX_VALUE - 1), List.of()),
            new StreamAppend("$$a", ExpectedRevision.NO_STREAM, List.of(event(3))),
            new StreamAppend("é-1", ExpectedRevision.STREAM_EXISTS, List.of(event(4)))),
        new AppendCondition(
            new EventQuery(List.of(new EventQuery.Item(List.of("t"), List.of("x:1")))), -1));
  }

  @Test
  void aCommandIsReadAsItWasWritten() throws DecodeException {
    byte[] bytes = CommandCodec.encode(append());
    var decoded = (EventCommand.Append) CommandCodec.decode(ByteBuffer.wrap(bytes));
    assertThat(decoded).usingRecursiveComparison().isEqualTo(append());
    var tombstone =
        new EventCommand.Tombstone(5, "s", ExpectedRevision.exactly(7), new EventId(1, 2));
    assertThat(CommandCodec.decode(ByteBuffer.wrap(CommandCodec.encode(tombstone))))
        .isEqualTo(tombstone);
  }

  @Test
  void decidingTakesOnlyMetadataAlong() throws DecodeException {
    byte[] bytes = CommandCodec.encode(append());
    var decoded = (EventCommand.Append) CommandCodec.decodeToDecide(ByteBuffer.wrap(bytes));
    assertThat(decoded.writes().get(0).events().get(0).data()).isEmpty();
    assertThat(decoded.writes().get(2).events().get(0).data()).asString(UTF_8).isEqualTo("data3");
    assertThat(decoded.writes().get(0).events().get(1).tags()).containsExactly("x:1", "y");
  }

  @Test
  void anEventIsReadByItsNumber() throws DecodeException {
    ByteBuffer bytes = ByteBuffer.wrap(CommandCodec.encode(append()));
    List<StoredEvent> two = CommandEvents.read(bytes, 1, 2);
    assertThat(two).extracting(StoredEvent::stream).containsExactly("a", "$$a");
    assertThat(two.get(0).event()).usingRecursiveComparison().isEqualTo(event(2, "x:1", "y"));
    assertThat(CommandEvents.read(bytes, 3, 9)).hasSize(1);
    assertThat(CommandEvents.read(bytes, 4, 9)).isEmpty();
  }

  @Test
  void aScavengedEventKeepsWhatDecidesAndLosesTheRest() throws DecodeException {
    byte[] bytes = CommandCodec.encode(append(), number -> number == 1);
    StoredEvent gone = CommandEvents.read(ByteBuffer.wrap(bytes), 1, 1).getFirst();
    assertThat(gone.scavenged()).isTrue();
    assertThat(gone.event().data()).isEmpty();
    assertThat(gone.event().metadata()).isEmpty();
    assertThat(gone.event().id()).isEqualTo(new EventId(2, -2));
    assertThat(gone.event().tags()).containsExactly("x:1", "y");
    assertThat(CommandEvents.read(ByteBuffer.wrap(bytes), 0, 1).getFirst().scavenged()).isFalse();
  }

  @Test
  void garbledBytesAreToldAndNothingElse() {
    byte[] good = CommandCodec.encode(append());
    for (int length = 0; length < good.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(good, 0, length).slice();
      assertThatThrownBy(() -> CommandCodec.decode(cut)).isInstanceOf(DecodeException.class);
    }
    var random = new SplittableRandom(3);
    for (int i = 0; i < 50_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        CommandCodec.decode(ByteBuffer.wrap(bad));
        CommandEvents.read(ByteBuffer.wrap(bad), 0, 10);
      } catch (DecodeException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  @Test
  void resultsAreReadAsTheyWereWritten() throws DecodeException {
    for (CommandResult result :
        List.of(
            new CommandResult.Written(
                List.of(
                    new CommandResult.StreamRevisions("a", 3, 5),
                    new CommandResult.StreamRevisions("g", -1, -1)),
                77,
                true),
            new CommandResult.Refused(
                List.of(
                    new CommandResult.Violation(
                        2,
                        "a",
                        ExpectedRevision.exactly(4),
                        new StreamState(StreamState.Kind.SOFT_DELETED, 9)))),
            new CommandResult.ConditionFailed(12))) {
      assertThat(ResultCodec.decode(ByteBuffer.wrap(ResultCodec.encode(result)))).isEqualTo(result);
    }
  }
}
