package dev.trimaran.cache.core.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions that are open, in the order in which they came. */
public final class Sessions {

  private final Map<Long, Session> byId = new LinkedHashMap<>();
  private long opened;

  public void add(Session session) {
    byId.put(session.id(), session);
    opened++;
  }

  public void remove(Session session) {
    byId.remove(session.id());
  }

  public @Nullable Session byId(long id) {
    return byId.get(id);
  }

  public List<Session> all() {
    return new ArrayList<>(byId.values());
  }

  /** Closes those of one user. */
  public void closeThoseOf(String user) {
    for (Session session : all()) {
      if (session.identity().name().equals(user)) {
        session.close();
      }
    }
  }

  public int count() {
    return byId.size();
  }

  /** How many there have been since the start. */
  public long opened() {
    return opened;
  }

  public void resetCounters() {
    opened = 0;
  }
}
