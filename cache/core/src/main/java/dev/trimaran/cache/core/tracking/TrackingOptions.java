package dev.trimaran.cache.core.tracking;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Name;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.session.Sessions;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of {@code CLIENT TRACKING}.
 *
 * @param redirect the client that is told, 0 for the one that tracks
 * @param broadcast told of all keys of some prefixes, not of those that it has read
 * @param optIn only what is read after {@code CLIENT CACHING YES} is remembered
 * @param optOut what is read after {@code CLIENT CACHING NO} is not
 * @param noLoop not told of its own changes
 * @param prefixes as they were given
 */
record TrackingOptions(
    long redirect,
    boolean broadcast,
    boolean optIn,
    boolean optOut,
    boolean noLoop,
    List<Name> prefixes) {

  static final TrackingOptions NONE = new TrackingOptions(0, false, false, false, false, List.of());

  private static final Word REDIRECT = Word.of("REDIRECT");
  private static final Word BCAST = Word.of("BCAST");
  private static final Word OPTIN = Word.of("OPTIN");
  private static final Word OPTOUT = Word.of("OPTOUT");
  private static final Word NOLOOP = Word.of("NOLOOP");
  private static final Word PREFIX = Word.of("PREFIX");
  private static final Refused TWO_REDIRECTIONS =
      new Refused("ERR A client can only redirect to a single other client");
  private static final Refused NO_CLIENT =
      new Refused("ERR The client ID you want redirect to does not exist");
  private static final Refused NO_BCAST =
      new Refused("ERR PREFIX option requires BCAST mode to be enabled");
  private static final Refused SWITCHES_BCAST =
      new Refused(
          "ERR You can't switch BCAST mode on/off before disabling tracking for this client, and"
              + " then re-enabling it with a different mode.");
  private static final Refused OPT_WITH_BCAST =
      new Refused("ERR OPTIN and OPTOUT are not compatible with BCAST");
  private static final Refused BOTH_OPTS =
      new Refused("ERR You can't specify both OPTIN mode and OPTOUT mode");
  private static final Refused SWITCHES_OPT =
      new Refused(
          "ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client, and"
              + " then re-enabling it with a different mode.");

  /** Those of a request, from its third argument on. */
  static TrackingOptions of(Call call, Sessions sessions) {
    long redirect = 0;
    boolean broadcast = false;
    boolean optIn = false;
    boolean optOut = false;
    boolean noLoop = false;
    List<Name> prefixes = new ArrayList<>();
    for (int i = 3; i < call.count(); i++) {
      boolean more = i + 1 < call.count();
      if (call.arguments().is(i, REDIRECT) && more) {
        redirect = redirection(call, ++i, redirect, sessions);
      } else if (call.arguments().is(i, PREFIX) && more) {
        prefixes.add(Name.of(call.arguments(), ++i));
      } else if (call.arguments().is(i, BCAST)) {
        broadcast = true;
      } else if (call.arguments().is(i, OPTIN)) {
        optIn = true;
      } else if (call.arguments().is(i, OPTOUT)) {
        optOut = true;
      } else if (call.arguments().is(i, NOLOOP)) {
        noLoop = true;
      } else {
        throw Refusals.SYNTAX;
      }
    }
    return new TrackingOptions(redirect, broadcast, optIn, optOut, noLoop, prefixes);
  }

  private static long redirection(Call call, int index, long before, Sessions sessions) {
    if (before != 0) {
      throw TWO_REDIRECTIONS;
    }
    long id = call.integer(index);
    if (sessions.byId(id) == null) {
      throw NO_CLIENT;
    }
    return id;
  }

  /** Refuses what goes neither together nor with what the client has now; in Redis's order. */
  void check(Tracker tracker) {
    TrackingOptions now = tracker.options;
    if (!broadcast && !prefixes.isEmpty()) {
      throw NO_BCAST;
    }
    if (tracker.on && now.broadcast != broadcast) {
      throw SWITCHES_BCAST;
    }
    if (broadcast && (optIn || optOut)) {
      throw OPT_WITH_BCAST;
    }
    if (optIn && optOut) {
      throw BOTH_OPTS;
    }
    if (tracker.on && ((optIn && now.optOut) || (optOut && now.optIn))) {
      throw SWITCHES_OPT;
    }
    if (broadcast) {
      checkPrefixes(tracker);
    }
  }

  private void checkPrefixes(Tracker tracker) {
    for (int i = 0; i < prefixes.size(); i++) {
      Name one = prefixes.get(i);
      for (Name other : tracker.prefixes) {
        refuseOverlap(one, "an existing", other);
      }
      for (Name other : prefixes.subList(i + 1, prefixes.size())) {
        refuseOverlap(one, "another provided", other);
      }
    }
  }

  private static void refuseOverlap(Name one, String which, Name other) {
    if (one.startsWith(other) || other.startsWith(one)) {
      throw new Refused(
          "ERR Prefix '%s' overlaps with %s prefix '%s'. Prefixes for a single client must not"
                  .formatted(one.text(), which, other.text())
              + " overlap.");
    }
  }
}
