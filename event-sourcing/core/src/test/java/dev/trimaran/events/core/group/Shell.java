package dev.trimaran.events.core.group;

import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stream, its parked messages and its checkpoint in memory, and the group over them. */
final class Shell {

  final GroupSettings settings;
  final List<GroupEvent> stream = new ArrayList<>();
  final List<GroupEvent> parkedStream = new ArrayList<>();
  final List<GroupCheckpoint> checkpoints = new ArrayList<>();

  /** What each consumer has and did not answer, in order. */
  final Map<Long, List<GroupEffect.Deliver>> with = new LinkedHashMap<>();

  final List<GroupEffect.Deliver> delivered = new ArrayList<>();
  final List<Long> refused = new ArrayList<>();
  final List<Long> dropped = new ArrayList<>();
  final List<String> parkedFor = new ArrayList<>();
  final Map<Long, Integer> buffers = new HashMap<>();

  /** Effects that wait for their answer, when they are not answered at once. */
  final List<GroupEffect> pending = new ArrayList<>();

  boolean answersAtOnce = true;
  long parkedFirst;
  long now;
  Group group;
  private GroupEffect.@Nullable Read waiting;

  Shell(GroupSettings settings) {
    this.settings = settings;
    this.group = new Group(settings, GroupCheckpoint.before(settings.start()), 0, 0, 0);
    step(new GroupInput.Tick());
  }

  /** Begins anew from what is durable, as another leader does. */
  void restart() {
    GroupCheckpoint from =
        checkpoints.isEmpty() ? GroupCheckpoint.before(settings.start()) : checkpoints.getLast();
    group = new Group(settings, from, parkedFirst, parkedStream.size(), now);
    with.clear();
    buffers.clear();
    pending.clear();
    waiting = null;
    step(new GroupInput.Tick());
  }

  static EventId id(long number) {
    return new EventId(7, number);
  }

  void append(int count) {
    append(count, "s");
  }

  void append(int count, String pin) {
    for (int i = 0; i < count; i++) {
      appendWithId(id(stream.size()), pin);
    }
  }

  void appendWithId(EventId id, String pin) {
    long place = stream.size();
    var event =
        new ProposedEvent(id, "t", ContentType.BINARY, new byte[10], new byte[0], List.of());
    stream.add(
        new GroupEvent(
            id, place, false, pin, new RecordedEvent(place, pin, place, 0, event), null));
    GroupEffect.Read read = waiting;
    if (read != null) {
      waiting = null;
      perform(read);
    }
  }

  void connect(long consumer, int buffer) {
    buffers.put(consumer, buffer);
    step(new GroupInput.Connect(consumer, buffer));
  }

  void disconnect(long consumer) {
    with.remove(consumer);
    buffers.remove(consumer);
    step(new GroupInput.Disconnect(consumer));
  }

  /** Acknowledges an event of the stream. */
  void ack(long consumer, long... places) {
    List<EventId> ids = new ArrayList<>();
    for (long place : places) {
      ids.add(stream.get((int) place).id());
    }
    ackIds(consumer, ids);
  }

  void ackIds(long consumer, List<EventId> ids) {
    answered(consumer, ids);
    step(new GroupInput.Ack(consumer, ids));
  }

  void nack(long consumer, NackAction action, long... places) {
    List<EventId> ids = new ArrayList<>();
    for (long place : places) {
      ids.add(stream.get((int) place).id());
    }
    answered(consumer, ids);
    step(new GroupInput.Nack(consumer, ids, action, "because"));
  }

  void answered(long consumer, List<EventId> ids) {
    with.getOrDefault(consumer, new ArrayList<>())
        .removeIf(deliver -> ids.contains(deliver.event().id()));
  }

  void pass(long millis) {
    now += millis;
    step(new GroupInput.Tick());
  }

  /** What a consumer has and did not answer. */
  List<GroupEffect.Deliver> has(long consumer) {
    return with.getOrDefault(consumer, List.of());
  }

  /** Places delivered to a consumer, ever. */
  List<Long> placesOf(long consumer) {
    return delivered.stream()
        .filter(deliver -> deliver.consumer() == consumer)
        .map(deliver -> deliver.event().place())
        .toList();
  }

  void step(GroupInput input) {
    for (GroupEffect effect : group.step(now, input)) {
      if (answersAtOnce || told(effect)) {
        perform(effect);
      } else {
        pending.add(effect);
      }
    }
  }

  /** Whether there is nothing to answer. */
  private static boolean told(GroupEffect effect) {
    return switch (effect) {
      case GroupEffect.Accept _, GroupEffect.Refuse _, GroupEffect.Drop _, GroupEffect.Deliver _ ->
          true;
      case GroupEffect.Park _,
          GroupEffect.WriteCheckpoint _,
          GroupEffect.Read _,
          GroupEffect.ReadParked _,
          GroupEffect.TruncateParked _ ->
          false;
    };
  }

  void perform(GroupEffect effect) {
    switch (effect) {
      case GroupEffect.Accept(long consumer) -> with.put(consumer, new ArrayList<>());
      case GroupEffect.Refuse(long consumer) -> refused.add(consumer);
      case GroupEffect.Drop(long consumer) -> {
        with.remove(consumer);
        buffers.remove(consumer);
        dropped.add(consumer);
      }
      case GroupEffect.Deliver deliver -> {
        delivered.add(deliver);
        with.getOrDefault(deliver.consumer(), new ArrayList<>()).add(deliver);
      }
      case GroupEffect.Park park -> {
        parkedFor.add(park.reason());
        parkedStream.add(parkedCopy(park.event()));
        step(new GroupInput.Parked(park.event().id(), parkedStream.size() - 1));
      }
      case GroupEffect.WriteCheckpoint write -> {
        checkpoints.add(write.checkpoint());
        step(new GroupInput.CheckpointDone(true));
      }
      case GroupEffect.Read read -> read(read);
      case GroupEffect.ReadParked read -> {
        int from = (int) Math.max(parkedFirst, read.from());
        int to = Math.min(parkedStream.size(), from + read.most());
        step(new GroupInput.ParkedPage(parkedStream.subList(from, to), to));
      }
      case GroupEffect.TruncateParked truncate -> {
        parkedFirst = truncate.before();
        step(new GroupInput.TruncateDone(true));
      }
    }
  }

  private GroupEvent parkedCopy(GroupEvent event) {
    long place = parkedStream.size();
    return new GroupEvent(
        new EventId(8, place), place, true, event.pin(), event.event(), event.event());
  }

  private void read(GroupEffect.Read read) {
    if (read.from() >= stream.size()) {
      waiting = read;
      return;
    }
    int from = (int) read.from();
    int to = Math.min(stream.size(), from + read.most());
    step(new GroupInput.Page(List.copyOf(stream.subList(from, to)), to, to == stream.size()));
  }
}
