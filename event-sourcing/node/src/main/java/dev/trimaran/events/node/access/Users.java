package dev.trimaran.events.node.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.api.Failures;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The users, each the last event of a stream of its own; {@code $users} names them all. The two
 * users of a new store, {@code admin} and {@code ops}, are there without any event until they are
 * changed. Blocks.
 */
final class Users {

  /** Whose password everybody knows until it is changed. */
  static final String FIRST_PASSWORD = "changeit";

  private static final String STREAM = "$user-";
  private static final String NAMES = "$users";
  private static final int PAGE = 256;
  private static final int PAGE_BYTES = 1 << 20;

  private final EventReader reader;
  private final EventWriter writer;
  private final Clock clock;
  private final Randomness randomness;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private @Nullable PasswordHash first;

  /** A user as of a revision of its stream. */
  private record Known(StreamState state, @Nullable User user) {}

  /**
   * What is found.
   *
   * @param state of the user's stream
   */
  record Found(StreamState state, @Nullable User user) {}

  Users(EventReader reader, EventWriter writer, Clock clock, Randomness randomness) {
    this.reader = reader;
    this.writer = writer;
    this.clock = clock;
    this.randomness = randomness;
  }

  /** One of the two users of a new store. */
  private @Nullable User first(String login) {
    return switch (login) {
      case "admin" ->
          new User(login, "Event Store Administrator", List.of(Identity.ADMINS), false, first(), 0);
      case "ops" ->
          new User(login, "Event Store Operations", List.of(Identity.OPS), false, first(), 0);
      default -> null;
    };
  }

  /** Hashed when it is first needed. */
  private synchronized PasswordHash first() {
    PasswordHash hash = first;
    if (hash == null) {
      hash = PasswordHash.of(FIRST_PASSWORD);
      first = hash;
    }
    return hash;
  }

  /** The user as of now; looked up again only when it has changed. */
  Found find(String login) throws IOException {
    StreamState state = reader.state(STREAM + login);
    if (state.kind() == StreamState.Kind.ABSENT) {
      return new Found(state, first(login));
    }
    if (state.kind() != StreamState.Kind.LIVE) {
      return new Found(state, null);
    }
    Known before = known.get(login);
    if (before == null || !before.state().equals(state)) {
      before = new Known(state, read(login));
      known.put(login, before);
    }
    return new Found(state, before.user());
  }

  private @Nullable User read(String login) throws IOException {
    List<RecordedEvent> last =
        reader
            .readStream(STREAM + login, Long.MAX_VALUE, Direction.BACKWARDS, 1, PAGE_BYTES)
            .events();
    return last.isEmpty()
        ? null
        : UserDocument.read(last.getFirst().event().data(), last.getFirst().created());
  }

  /** All users, in the order in which they were made. */
  List<User> all() throws IOException {
    List<String> logins = new ArrayList<>(List.of("admin", "ops"));
    long from = 0;
    boolean end = false;
    while (!end) {
      EventReader.StreamPage page =
          reader.readStream(NAMES, from, Direction.FORWARDS, PAGE, PAGE_BYTES);
      for (RecordedEvent event : page.events()) {
        String login = new String(event.event().data(), UTF_8);
        if (!logins.contains(login)) {
          logins.add(login);
        }
      }
      from = page.next();
      end = page.end();
    }
    List<User> users = new ArrayList<>();
    for (String login : logins) {
      User user = find(login).user();
      if (user != null) {
        users.add(user);
      }
    }
    return users;
  }

  /** Makes a user; one that is there already is a conflict. */
  void create(User user) throws IOException {
    Found found = find(user.login());
    if (found.user() != null) {
      throw Failures.userConflict(user.login());
    }
    List<StreamAppend> writes = new ArrayList<>();
    writes.add(append(user, "$UserCreated", expected(found.state())));
    writes.add(
        new StreamAppend(
            NAMES,
            ExpectedRevision.ANY,
            List.of(event("$User", ContentType.BINARY, user.login().getBytes(UTF_8)))));
    write(user.login(), writes);
  }

  /** Changes a user; a user that somebody else changes at the same time is a conflict. */
  void change(String login, String type, UnaryOperator<User> change) throws IOException {
    Found found = find(login);
    if (found.user() == null) {
      throw Failures.userNotFound(login);
    }
    User changed = change.apply(found.user());
    write(login, List.of(append(changed, type, expected(found.state()))));
  }

  /** Ends a user; another may have the login later. */
  void delete(String login) throws IOException {
    Found found = find(login);
    if (found.user() == null) {
      throw Failures.userNotFound(login);
    }
    List<StreamAppend> writes = new ArrayList<>();
    if (found.state().kind() == StreamState.Kind.ABSENT) {
      // The users of the first start have no event: there must be something to delete.
      writes.add(append(found.user(), "$UserCreated", ExpectedRevision.NO_STREAM));
    } else {
      writes.add(new StreamAppend(STREAM + login, expected(found.state()), List.of()));
    }
    byte[] deleted = ("{\"$tb\":" + StreamMetadata.DELETED + "}").getBytes(UTF_8);
    writes.add(
        new StreamAppend(
            StreamNames.metadataOf(STREAM + login),
            ExpectedRevision.ANY,
            List.of(event(StreamMetadata.EVENT_TYPE, ContentType.JSON, deleted))));
    write(login, writes);
  }

  /** What must not have changed since the user was looked up. */
  private static ExpectedRevision expected(StreamState state) {
    return switch (state.kind()) {
      case ABSENT, SOFT_DELETED -> ExpectedRevision.NO_STREAM;
      case LIVE -> ExpectedRevision.exactly(state.revision());
      case TOMBSTONED -> ExpectedRevision.TOMBSTONED;
    };
  }

  private StreamAppend append(User user, String type, ExpectedRevision expected) {
    return new StreamAppend(
        STREAM + user.login(),
        expected,
        List.of(event(type, ContentType.JSON, UserDocument.write(user))));
  }

  private ProposedEvent event(String type, ContentType content, byte[] data) {
    return new ProposedEvent(
        EventId.random(randomness), type, content, data, new byte[0], List.of());
  }

  private void write(String login, List<StreamAppend> writes) {
    var command = new EventCommand.Append(clock.currentTimeMillis(), writes, null);
    switch (writer.write(command).join()) {
      case CommandResult.Written _ -> {}
      case CommandResult.Refused _, CommandResult.ConditionFailed _ ->
          throw Failures.userConflict(login);
    }
  }
}
