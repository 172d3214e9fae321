package dev.trimaran.server.config;

import dev.trimaran.events.core.model.EventLimits;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code events}. */
final class EventsReader {

  private final Resolution from;
  private final Readings readings;

  EventsReader(Resolution from, Readings readings) {
    this.from = from;
    this.readings = readings;
  }

  ServerConfig.Events read() {
    HostPort listen = readings.single(Setting.EVENTS_LISTEN);
    Optional<ServerConfig.Tls> tls = tls();
    boolean authentication =
        switch (readings.oneOf(Setting.EVENTS_AUTHENTICATION, Set.of("auto", "on", "off"))) {
          case "on" -> true;
          case "off" -> false;
          default -> tls.isPresent();
        };
    checkBind(listen, tls.isPresent(), authentication);
    return new ServerConfig.Events(
        listen,
        from.text(Setting.EVENTS_ADVERTISE).isEmpty()
            ? listen
            : readings.single(Setting.EVENTS_ADVERTISE),
        tls,
        authentication,
        limits());
  }

  private Optional<ServerConfig.Tls> tls() {
    String certificate = from.text(Setting.EVENTS_TLS_CERT);
    String key = from.text(Setting.EVENTS_TLS_KEY);
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new ConfigException(
          "TLS needs both %s and %s"
              .formatted(from.named(Setting.EVENTS_TLS_CERT), from.named(Setting.EVENTS_TLS_KEY)));
    }
    return Optional.of(new ServerConfig.Tls(Path.of(certificate), Path.of(key)));
  }

  /** What a segment of the log can hold bounds both. */
  private EventLimits limits() {
    EventLimits most = EventLimits.DEFAULTS;
    int append = bytes(Setting.EVENTS_MAX_APPEND_BYTES, most.appendBytes());
    int event = bytes(Setting.EVENTS_MAX_EVENT_BYTES, append);
    return new EventLimits(
        event,
        append,
        most.appendEvents(),
        most.streamNameBytes(),
        most.tags(),
        most.deduplicationEvents());
  }

  private int bytes(Setting setting, int most) {
    long bytes = readings.bytes(setting);
    if (bytes < 1 || bytes > most) {
      throw new ConfigException(
          "%s is '%s'; it is from 1 to %d bytes"
              .formatted(from.named(setting), from.text(setting), most));
    }
    return (int) bytes;
  }

  private void checkBind(HostPort address, boolean encrypted, boolean authentication) {
    boolean allowed =
        readings.oneOf(Setting.SECURITY_INSECURE_BIND, Set.of("true", "false")).equals("true");
    if (!allowed && !(encrypted && authentication) && !address.isLoopback()) {
      throw new ConfigException(
          "%s is %s, which other machines can reach, %s; %s"
              .formatted(
                  from.named(Setting.EVENTS_LISTEN),
                  address,
                  encrypted ? "and nobody needs a password" : "in clear",
                  "set --events-tls-cert and --events-tls-key with authentication on, listen on"
                      + " 127.0.0.1, or say --insecure-bind where the network is trusted"));
    }
  }
}
