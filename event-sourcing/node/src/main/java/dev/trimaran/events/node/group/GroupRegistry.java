package dev.trimaran.events.node.group;

import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/**
 * What groups there are, in {@code $persistentSubscriptionConfig}: its last event has all of them.
 * A change is written only over the one before it.
 */
final class GroupRegistry {

  static final String STREAM = "$persistentSubscriptionConfig";
  private static final String TYPE = "$PersistentConfig";

  /** So many checkpoints are kept. */
  private static final int CHECKPOINTS = 2;

  private final GroupPorts ports;
  private final Map<String, GroupDefinition> definitions = new TreeMap<>();
  private ExpectedRevision over;

  GroupRegistry(GroupPorts ports) throws IOException {
    this.ports = ports;
    Optional<RecordedEvent> last = GroupStart.last(STREAM, ports.reader());
    this.over = ports.expected(STREAM);
    if (last.isPresent()) {
      for (GroupDefinition one : GroupDocuments.definitions(last.get().event().data())) {
        definitions.put(one.key().id(), one);
      }
    }
  }

  Collection<GroupDefinition> all() {
    return definitions.values();
  }

  boolean has(GroupKey key) {
    return definitions.containsKey(key.id());
  }

  /** Writes a group that was not there. */
  void create(GroupDefinition definition) throws GroupRefusal {
    GroupKey key = definition.key();
    Map<String, GroupDefinition> changed = new TreeMap<>(definitions);
    changed.put(key.id(), definition);
    // A group of that name that was deleted left its streams behind: they begin anew.
    long checkpoints = ports.reader().state(key.checkpoints()).revision() + 1;
    long parked = ports.reader().state(key.parked()).revision() + 1;
    write(
        key,
        changed,
        List.of(
            metadata(key.checkpoints(), GroupDocuments.latest(CHECKPOINTS, checkpoints)),
            metadata(key.parked(), GroupDocuments.truncatedBefore(parked))));
  }

  /** Writes a group's other settings. */
  void update(GroupDefinition definition) throws GroupRefusal {
    Map<String, GroupDefinition> changed = new TreeMap<>(definitions);
    changed.put(definition.key().id(), definition);
    write(definition.key(), changed, List.of());
  }

  /** Writes that a group is no more. */
  void delete(GroupKey key) throws GroupRefusal {
    Map<String, GroupDefinition> changed = new TreeMap<>(definitions);
    changed.remove(key.id());
    byte[] gone = GroupDocuments.truncatedBefore(StreamMetadata.DELETED);
    write(key, changed, List.of(metadata(key.checkpoints(), gone), metadata(key.parked(), gone)));
  }

  private StreamAppend metadata(String stream, byte[] document) {
    return new StreamAppend(
        StreamNames.metadataOf(stream),
        ExpectedRevision.ANY,
        List.of(ports.json(StreamMetadata.EVENT_TYPE, document, new byte[0])));
  }

  private void write(GroupKey key, Map<String, GroupDefinition> changed, List<StreamAppend> besides)
      throws GroupRefusal {
    List<StreamAppend> writes = new ArrayList<>();
    byte[] document = GroupDocuments.configuration(changed.values());
    writes.add(new StreamAppend(STREAM, over, List.of(ports.json(TYPE, document, new byte[0]))));
    writes.addAll(besides);
    CommandResult result;
    try {
      result = ports.writer().write(ports.append(writes)).join();
    } catch (CompletionException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new GroupRefusal(GroupRefusal.Reason.FAILED, key, String.valueOf(cause.getMessage()));
    }
    if (!(result instanceof CommandResult.Written written)) {
      throw new GroupRefusal(
          GroupRefusal.Reason.NOT_READY, key, "another node changed the groups; try again");
    }
    over = ExpectedRevision.exactly(written.written().getFirst().last());
    definitions.clear();
    definitions.putAll(changed);
  }
}
