package dev.trimaran.events.core.group;

import dev.trimaran.base.Checks;
import dev.trimaran.events.core.model.EventId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A group of competing consumers. Every message is settled once or told again: acknowledged,
 * skipped or parked; in doubt it is told again. Times are milliseconds of a clock that never goes
 * back.
 */
public final class Group {

  /** No more is read while messages of so many bytes are held. */
  public static final long MOST_BYTES = 64L << 20;

  private static final int STALE = 1_000;

  private final GroupSettings settings;
  private final Consumers consumers;
  private final Progress progress;
  private final Parking parking;
  private final Deque<Message> fresh = new ArrayDeque<>();
  private final Deque<Message> retries = new ArrayDeque<>();

  /** Delivered, waiting to be told again, or on their way to the parked. */
  private final Map<EventId, Message> open = new HashMap<>();

  /** Deliveries in the order in which they time out. */
  private final Deque<Due> due = new ArrayDeque<>();

  private final List<Message> parkAgain = new ArrayList<>();
  private List<GroupEffect> effects = new ArrayList<>();
  private boolean reading;
  private boolean live;
  private long bytes;
  private int retrying;
  private long now;

  private record Due(Message message, int delivery, long at) {}

  /**
   * A group that goes on from its checkpoint.
   *
   * @param firstParked place of the first parked message that is there
   * @param endParked place that the next parked message will get
   */
  public Group(
      GroupSettings settings, GroupCheckpoint from, long firstParked, long endParked, long now) {
    this.settings = settings;
    this.consumers = new Consumers(settings.strategy());
    this.progress = new Progress(settings, from, now);
    this.parking = new Parking(firstParked, endParked, settings);
    this.now = now;
  }

  /** What is to be done after something happened. */
  public List<GroupEffect> step(long time, GroupInput input) {
    now = Math.max(now, time);
    effects = new ArrayList<>();
    switch (input) {
      case GroupInput.Connect connect -> connect(connect);
      case GroupInput.Disconnect(long consumer) -> disconnect(consumer);
      case GroupInput.Ack(long consumer, List<EventId> ids) -> ids.forEach(id -> ack(consumer, id));
      case GroupInput.Nack nack -> nack(nack);
      case GroupInput.Page page -> page(page);
      case GroupInput.Replay(long stop) -> parking.replay(stop);
      case GroupInput.ParkedPage page -> parkedPage(page);
      case GroupInput.Parked(EventId id, long place) -> parked(id, place);
      case GroupInput.ParkFailed(EventId id) -> parkFailed(id);
      case GroupInput.CheckpointDone(boolean written) -> progress.checkpointDone(written);
      case GroupInput.TruncateDone(boolean written) -> parking.truncateDone(written);
      case GroupInput.Tick _ -> parkAgain();
    }
    timeOut();
    dispatch();
    parking.advance(effects);
    readOn();
    progress.checkpoint(now, effects);
    return effects;
  }

  /** When something is to happen by itself: a {@link GroupInput.Tick} is due; -1: never. */
  public long deadline() {
    while (!due.isEmpty() && stale(due.getFirst())) {
      due.removeFirst();
    }
    return due.isEmpty() ? -1 : due.getFirst().at();
  }

  // ---- consumers

  private void connect(GroupInput.Connect connect) {
    Checks.that(consumers.get(connect.consumer()) == null, "a consumer's number is its own");
    int most = settings.maxSubscriberCount();
    if (most > 0 && consumers.size() >= most) {
      effects.add(new GroupEffect.Refuse(connect.consumer()));
      return;
    }
    consumers.add(new Consumer(connect.consumer(), Math.max(1, connect.buffer()), now));
    effects.add(new GroupEffect.Accept(connect.consumer()));
  }

  private void disconnect(long number) {
    Consumer consumer = consumers.get(number);
    if (consumer == null) {
      return;
    }
    List<Message> lost = new ArrayList<>(consumer.has);
    lost.sort(Comparator.comparingLong(message -> message.event.place()));
    for (Message message : lost) {
      retry(message, "its consumer went away");
    }
    consumers.remove(consumer);
  }

  private void ack(long consumer, EventId id) {
    Message message = open.get(id);
    if (message == null || message.phase == Message.Phase.PARKING || !message.wasWith(consumer)) {
      return; // settled before, or never told
    }
    // One that was late is as good: its message needs not be told again.
    settle(message);
  }

  private void nack(GroupInput.Nack nack) {
    Consumer consumer = consumers.get(nack.consumer());
    boolean any = false;
    for (EventId id : nack.ids()) {
      Message message = open.get(id);
      if (consumer == null || message == null || message.consumer != consumer) {
        continue; // timed out before: that was its nack
      }
      any = true;
      switch (nack.action()) {
        case PARK -> park(message, nack.reason());
        case RETRY -> retry(message, nack.reason());
        case SKIP -> settle(message);
        case STOP -> {
          consumers.release(message);
          again(message);
        }
      }
    }
    if (any && nack.action() == NackAction.STOP) {
      disconnect(nack.consumer());
      effects.add(new GroupEffect.Drop(nack.consumer()));
    }
  }

  private void timeOut() {
    while (!due.isEmpty()) {
      Due first = due.getFirst();
      if (stale(first)) {
        due.removeFirst();
      } else if (first.at() <= now) {
        due.removeFirst();
        retry(first.message(), "it was not acknowledged in time");
      } else {
        return;
      }
    }
  }

  private static boolean stale(Due due) {
    return due.message().phase != Message.Phase.DELIVERED
        || due.message().deliveries != due.delivery();
  }

  // ---- a message's way

  private void retry(Message message, String reason) {
    if (message.retries >= settings.maxRetryCount()) {
      park(message, reason);
      return;
    }
    consumers.release(message);
    message.retries++;
    if (!message.event.replayed()) {
      progress.retried();
    }
    again(message);
  }

  private void again(Message message) {
    message.phase = Message.Phase.RETRYING;
    retries.addLast(message);
    retrying++;
  }

  private void park(Message message, String reason) {
    consumers.release(message);
    message.phase = Message.Phase.PARKING;
    message.reason = reason;
    effects.add(new GroupEffect.Park(message.event, reason));
  }

  private void parked(EventId id, long place) {
    parking.added(place);
    Message message = open.get(id);
    if (message != null && message.phase == Message.Phase.PARKING) {
      settle(message);
    }
  }

  private void parkFailed(EventId id) {
    Message message = open.get(id);
    if (message != null && message.phase == Message.Phase.PARKING) {
      parkAgain.add(message);
    }
  }

  private void parkAgain() {
    for (Message message : parkAgain) {
      effects.add(new GroupEffect.Park(message.event, message.reason));
    }
    parkAgain.clear();
  }

  private void settle(Message message) {
    consumers.release(message);
    if (message.phase == Message.Phase.RETRYING) {
      retrying--; // stays in the queue until its turn
    }
    message.phase = Message.Phase.SETTLED;
    open.remove(message.event.id());
    bytes -= message.event.bytes();
    if (message.event.replayed()) {
      parking.settle(message);
    } else {
      progress.settle(message);
    }
  }

  // ---- reading

  private void page(GroupInput.Page page) {
    Checks.that(page.next() >= progress.next(), "a group reads forwards", page.next(), 0);
    reading = false;
    live = page.end();
    long from = progress.next();
    for (GroupEvent event : page.events()) {
      Checks.that(event.place() >= from, "events come in order", event.place(), from);
      from = event.place() + 1;
      Message message = new Message(event, progress.retriesAt(event.place()), now);
      progress.hold(message);
      fresh.addLast(message);
      bytes += event.bytes();
    }
    progress.readTo(page.next());
  }

  private void parkedPage(GroupInput.ParkedPage page) {
    for (GroupEvent event : page.events()) {
      if (!parking.wanted(event.place())) {
        continue;
      }
      Message message = new Message(event, 0, now);
      parking.hold(message);
      open.put(event.id(), message);
      bytes += event.bytes();
      again(message);
    }
    parking.readTo(page.next());
  }

  private void readOn() {
    int most = live ? settings.liveBufferSize() : settings.historyBufferSize();
    int batch = Math.min(settings.readBatchSize(), most);
    if (!reading && bytes < MOST_BYTES && fresh.size() + batch <= most) {
      reading = true;
      effects.add(new GroupEffect.Read(progress.next(), batch));
    }
  }

  // ---- telling

  private void dispatch() {
    dispatch(retries);
    dispatch(fresh);
  }

  private void dispatch(Deque<Message> queue) {
    Iterator<Message> waiting = queue.iterator();
    while (waiting.hasNext() && consumers.anyRoom()) {
      Message message = waiting.next();
      if (message.phase == Message.Phase.SETTLED) {
        waiting.remove();
        continue;
      }
      if (message.phase == Message.Phase.FRESH && open.containsKey(message.event.id())) {
        continue; // another event of that id is open: an acknowledgement says one of them only
      }
      Consumer consumer = consumers.choose(message);
      if (consumer != null) {
        waiting.remove();
        deliver(message, consumer);
      } else if (!settings.strategy().pinned()) {
        return;
      }
    }
  }

  private void deliver(Message message, Consumer consumer) {
    if (message.phase == Message.Phase.RETRYING) {
      retrying--;
    } else {
      open.put(message.event.id(), message);
    }
    consumers.give(message, consumer);
    if (settings.messageTimeoutMs() > 0) {
      due.addLast(new Due(message, message.deliveries, now + settings.messageTimeoutMs()));
      if (due.size() > STALE + 2 * consumers.inFlight()) {
        due.removeIf(Group::stale); // what was settled is not to be remembered until its time
      }
    }
    effects.add(new GroupEffect.Deliver(consumer.number, message.event, message.retries));
  }

  // ---- figures

  /** What the group is like; consumers' recent messages are counted from one look to the next. */
  public GroupStatistics measure(long time) {
    long oldest = Math.min(progress.oldestSince(time), parking.oldestSince(time));
    List<GroupStatistics.OfConsumer> figures = new ArrayList<>();
    for (Consumer consumer : consumers.all()) {
      figures.add(consumer.measure(time));
    }
    return new GroupStatistics(
        live,
        progress.place(),
        progress.written(),
        fresh.size(),
        retrying,
        consumers.inFlight(),
        progress.size() + parking.size(),
        parking.count(),
        Math.max(0, time - oldest),
        figures);
  }
}
