package dev.trimaran.events.node.access;

import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.access.StreamAcl.Right;
import dev.trimaran.events.node.model.EventReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may do what with which stream: administrators all; others what the {@code $acl} of the
 * stream's metadata says, for what it does not say {@code $settings} ({@code $userStreamAcl},
 * {@code $systemStreamAcl}), and at last: all users everything with streams of users, nobody
 * anything with the system's. The streams of users' passwords are the administrators' whatever else
 * is said. Reads the disk when rights have changed.
 */
public final class AccessRules {

  private static final String SETTINGS = "$settings";
  private static final int REMEMBERED = 10_000;
  private static final int MAX_BYTES = 1 << 20;

  private final EventReader reader;

  private final Map<String, Said> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * What the last event of a stream says, as of a state of the stream.
   *
   * @param own of a stream's metadata
   * @param ofUsers of the settings, for streams of users
   * @param ofSystem of the settings, for the system's
   */
  private record Said(StreamState state, StreamAcl own, StreamAcl ofUsers, StreamAcl ofSystem) {

    static final Said NOTHING =
        new Said(StreamState.ABSENT, StreamAcl.NONE, StreamAcl.NONE, StreamAcl.NONE);

    static Said of(RecordedEvent event) {
      byte[] document = event.event().data();
      return new Said(
          new StreamState(StreamState.Kind.LIVE, event.revision()),
          StreamAcl.read(document, "$acl"),
          StreamAcl.read(document, "$userStreamAcl"),
          StreamAcl.read(document, "$systemStreamAcl"));
    }
  }

  public AccessRules(EventReader reader) {
    this.reader = reader;
  }

  public boolean mayRead(Identity identity, String stream) throws IOException {
    return StreamNames.isMetadata(stream)
        ? may(identity, StreamNames.described(stream), Right.READ_METADATA)
        : may(identity, stream, Right.READ);
  }

  public boolean mayWrite(Identity identity, String stream) throws IOException {
    return StreamNames.isMetadata(stream)
        ? may(identity, StreamNames.described(stream), Right.WRITE_METADATA)
        : may(identity, stream, Right.WRITE);
  }

  public boolean mayDelete(Identity identity, String stream) throws IOException {
    return may(identity, stream, Right.DELETE);
  }

  /** Whether one may look after nodes and groups of consumers. */
  public boolean mayOperate(Identity identity) {
    return identity.isAdmin() || identity.roles().contains(Identity.OPS);
  }

  private boolean may(Identity identity, String stream, Right right) throws IOException {
    if (identity.isAdmin()) {
      return true;
    }
    if (identity.login() == null || stream.equals("$users") || stream.startsWith("$user-")) {
      return false;
    }
    StreamAcl own = said(StreamNames.metadataOf(stream)).own();
    return own.orElse(fallback(stream)).allows(identity, right);
  }

  private StreamAcl fallback(String stream) throws IOException {
    Said settings = said(SETTINGS);
    return StreamNames.isSystem(stream)
        ? settings.ofSystem().orElse(StreamAcl.all(Identity.ADMINS))
        : settings.ofUsers().orElse(StreamAcl.all(Identity.ALL));
  }

  private Said said(String stream) throws IOException {
    StreamState state = reader.state(stream);
    if (state.kind() != StreamState.Kind.LIVE) {
      return Said.NOTHING;
    }
    synchronized (known) {
      Said before = known.get(stream);
      if (before != null && before.state().equals(state)) {
        return before;
      }
    }
    List<RecordedEvent> events =
        reader.readStream(stream, Long.MAX_VALUE, Direction.BACKWARDS, 1, MAX_BYTES).events();
    if (events.isEmpty()) {
      return Said.NOTHING;
    }
    Said now = Said.of(events.getFirst());
    synchronized (known) {
      known.put(stream, now);
    }
    return now;
  }
}
