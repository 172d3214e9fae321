package dev.trimaran.events.node.group;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventWriter;
import dev.trimaran.events.node.model.LinkReader;
import dev.trimaran.events.node.model.ReadBarrier;
import java.util.List;

/**
 * What groups are made of.
 *
 * @param stop stops the node: a group found a fault of its own
 */
public record GroupPorts(
    EventReader reader,
    LinkReader links,
    EventWriter writer,
    ReadBarrier barrier,
    ClusterView cluster,
    Clock clock,
    Randomness randomness,
    Runnable stop) {

  /** What a stream is to be now, so that a write over it is not over another's. */
  ExpectedRevision expected(String stream) {
    long revision = reader.state(stream).revision();
    return revision < 0 ? ExpectedRevision.NO_STREAM : ExpectedRevision.exactly(revision);
  }

  ProposedEvent json(String type, byte[] data, byte[] metadata) {
    return new ProposedEvent(
        EventId.random(randomness), type, ContentType.JSON, data, metadata, List.of());
  }

  EventCommand.Append append(List<StreamAppend> writes) {
    return new EventCommand.Append(clock.currentTimeMillis(), writes, null);
  }

  /** Milliseconds that never go back. */
  long now() {
    return clock.nanoTime() / 1_000_000;
  }
}
