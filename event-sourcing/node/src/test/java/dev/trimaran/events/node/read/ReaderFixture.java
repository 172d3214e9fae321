package dev.trimaran.events.node.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.NodeId;
import dev.trimaran.events.core.codec.CommandCodec;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.core.state.EventState;
import dev.trimaran.events.core.stream.SipHash;
import dev.trimaran.events.node.machine.EventMachine;
import dev.trimaran.events.node.machine.EventResult;
import dev.trimaran.events.node.storage.EventIndex;
import dev.trimaran.events.node.storage.IndexConfig;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** A machine, its index and a reader, and all events that were recorded. */
final class ReaderFixture {

  final Simulation simulation;
  final MemoryLog log = new MemoryLog();
  final EventIndex index;
  final EventMachine machine;
  final LogEventReader reader;
  final List<RecordedEvent> events = new ArrayList<>();

  /** For each event, its entry. */
  final List<Long> entries = new ArrayList<>();

  final List<EventCommand> commands = new ArrayList<>();
  long now = 1_000_000_000L;
  private long ids;

  ReaderFixture(long seed, int segmentEvents, long recentBytes, ToLongFunction<String> hash) {
    simulation = new Simulation(seed);
    index =
        new EventIndex(
            simulation.world(new NodeId(1)),
            new IndexConfig(5, segmentEvents, 1 << 16, 4, recentBytes, hash),
            failure -> {
              throw new AssertionError(failure);
            });
    machine = new EventMachine(() -> new EventState(new SipHash(1, 2), 1000), index);
    reader = new LogEventReader(index, machine, log, () -> now);
  }

  ProposedEvent event(String type, int bytes, String... tags) {
    ids++;
    return new ProposedEvent(
        new EventId(7, ids), type, ContentType.BINARY, new byte[bytes], new byte[0], List.of(tags));
  }

  CommandResult append(String stream, ProposedEvent... events) {
    return apply(
        new EventCommand.Append(
            now, List.of(new StreamAppend(stream, ExpectedRevision.ANY, List.of(events))), null));
  }

  CommandResult metadata(String stream, String json) {
    ids++;
    return append(
        StreamNames.metadataOf(stream),
        new ProposedEvent(
            new EventId(8, ids),
            "$metadata",
            ContentType.JSON,
            json.getBytes(UTF_8),
            new byte[0],
            List.of()));
  }

  /** Applies without publication. */
  CommandResult apply(EventCommand command) {
    byte[] bytes = CommandCodec.encode(command);
    long entry = log.append(bytes);
    commands.add(command);
    CommandResult result = ((EventResult) machine.apply(entry, 1, bytes)).result();
    if (result instanceof CommandResult.Written written && !written.repeated()) {
      record(entry, command, written);
    }
    return result;
  }

  private void record(long entry, EventCommand command, CommandResult.Written written) {
    switch (command) {
      case EventCommand.Append append -> {
        for (int i = 0; i < append.writes().size(); i++) {
          StreamAppend write = append.writes().get(i);
          long revision = written.written().get(i).first();
          for (ProposedEvent event : write.events()) {
            add(
                entry,
                new RecordedEvent(
                    events.size(), write.stream(), revision++, append.created(), event));
          }
        }
      }
      case EventCommand.Tombstone end ->
          add(
              entry,
              new RecordedEvent(
                  events.size(),
                  end.stream(),
                  ExpectedRevision.TOMBSTONE,
                  end.created(),
                  CommandCodec.tombstoneEvent(end.id())));
    }
  }

  private void add(long entry, RecordedEvent event) {
    events.add(event);
    entries.add(entry);
  }

  /** The batch ends; the index may seal. */
  void publish() {
    machine.batchApplied(log.lastIndex());
    simulation.run(Duration.ofMillis(5));
  }

  /** Takes away what an event carries, as a scavenge does on this node. */
  void scavenge(int position) throws IOException {
    long entry = entries.get(position);
    int number = position - entries.indexOf(entry);
    EventCommand command = commands.get((int) entry - 1);
    log.replace(entry, CommandCodec.encode(command, one -> one == number));
  }
}
