package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.acl.Users;
import dev.trimaran.cache.core.lease.Leases;
import dev.trimaran.cache.core.notification.EventClasses;
import dev.trimaran.cache.core.notification.KeyspaceEvents;
import dev.trimaran.cache.core.outliers.HotKeys;
import dev.trimaran.cache.core.settings.Settings;
import dev.trimaran.cache.core.settings.ValueKind;
import dev.trimaran.cache.core.tracking.Tracking;

/** The parameters of users, of leases, of hot keys and of the events of keys. */
final class EngineParameters {

  private static final int MOST_LEASES = 10_000_000;
  private static final int MOST_BETWEEN = 1_000_000;

  private EngineParameters() {}

  static void register(Settings settings, KeyspaceEvents events, Users users) {
    settings.live(
        "notify-keyspace-events",
        ValueKind.special(EngineParameters::letters),
        () -> events.classes().text(),
        text -> events.classes(EventClasses.parse(text).orElse(EventClasses.NONE)));
    settings.add("requirepass", ValueKind.text(), "", users::requirePassword);
    settings.watch("acllog-max-len", text -> users.logLength(Integer.parseInt(text)));
  }

  static void register(Settings settings, Tracking tracking) {
    settings.watch("tracking-table-max-keys", text -> tracking.limit(Long.parseLong(text)));
  }

  static void register(Settings settings, Leases leases) {
    settings.live(
        "lease-max-keys",
        ValueKind.integer(0, MOST_LEASES),
        () -> Integer.toString(leases.limit()),
        text -> leases.limit(Integer.parseInt(text)));
  }

  static void register(Settings settings, HotKeys hotKeys) {
    settings.live(
        "hotkeys-sample",
        ValueKind.integer(0, MOST_BETWEEN),
        () -> Integer.toString(hotKeys.sample()),
        text -> hotKeys.sample(Integer.parseInt(text)));
  }

  private static String letters(String text) {
    return EventClasses.parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException("Invalid event class character. Use 'Ag$lshzxeKEtmdn'."))
        .text();
  }
}
