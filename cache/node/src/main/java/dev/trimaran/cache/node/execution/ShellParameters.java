package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.resp.RequestLimits;
import dev.trimaran.cache.core.settings.Settings;
import dev.trimaran.cache.core.settings.ValueKind;
import dev.trimaran.cache.node.listener.CacheListener;
import dev.trimaran.cache.node.listener.ClientLimits;
import dev.trimaran.cache.node.listener.OutputLimit;
import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.cache.node.model.SavePoint;
import dev.trimaran.cache.node.model.SyncPolicy;
import dev.trimaran.cache.node.persistence.Persistence;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The parameters that sockets and files follow, in both directions ({@code CONFIG}). */
final class ShellParameters {

  private static final String OUTPUT = "client-output-buffer-limit";

  private final Settings settings;

  ShellParameters(Settings settings) {
    this.settings = settings;
  }

  /** Tells what the node was started with. */
  void tell(CacheConfig config) {
    settings.set("maxclients", Integer.toString(config.listeners().maxClients()));
    settings.set("timeout", Integer.toString(config.listeners().idleSeconds()));
    settings.set("notify-keyspace-events", config.keyspaceEvents());
    config.listeners().addresses().stream()
        .findFirst()
        .ifPresent(address -> {
          settings.fixed("bind", address.getHostString());
          settings.fixed("port", Integer.toString(address.getPort()));
        });
    settings.fixed("enable-debug-command", config.debugCommand());
    settings.add("appendonly", ValueKind.special(ShellParameters::withoutDisk), "no", _ -> {});
    config.password().ifPresent(password -> settings.set("requirepass", password));
  }

  /** Lets the listener follow. */
  void follow(CacheListener listener) {
    for (String name :
        List.of(
            "maxclients",
            "timeout",
            "tcp-keepalive",
            "proto-max-bulk-len",
            "client-query-buffer-limit",
            OUTPUT)) {
      settings.watch(name, _ -> listener.limits(limits()));
    }
  }

  /** Lets the persistence follow, and tells what it does. */
  void follow(Persistence kept, Consumer<Boolean> appendOnly) {
    settings.live(
        "appendonly",
        ValueKind.flag(),
        () -> kept.durability().appendOnly() ? "yes" : "no",
        text -> appendOnly.accept(text.equals("yes")));
    settings.live(
        "appendfsync",
        ValueKind.oneOf("always", "everysec", "no"),
        () -> kept.durability().sync().name().toLowerCase(Locale.ROOT),
        text -> kept.sync(SyncPolicy.valueOf(text.toUpperCase(Locale.ROOT))));
    settings.live(
        "save",
        ValueKind.special(text -> SavePoint.text(points(text))),
        () -> SavePoint.text(kept.durability().savePoints()),
        text -> kept.savePoints(points(text)));
  }

  private static String withoutDisk(String text) {
    String value = ValueKind.flag().normal(text);
    if (value.equals("yes")) {
      throw new IllegalArgumentException("this cache was started without a directory to log to");
    }
    return value;
  }

  private static List<SavePoint> points(String text) {
    try {
      return SavePoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Invalid save parameters", e);
    }
  }

  private ClientLimits limits() {
    ClientLimits usual = ClientLimits.DEFAULT;
    RequestLimits request = usual.request();
    Map<String, OutputLimit> outputs = outputs(settings.text(OUTPUT));
    return new ClientLimits(
        (int) settings.number("maxclients"),
        new RequestLimits(
            (int) Math.min(settings.number("proto-max-bulk-len"), request.bulkBytes()),
            request.arguments(),
            request.lineBytes(),
            request.strangerArguments(),
            request.strangerBulkBytes()),
        Math.min(settings.number("client-query-buffer-limit"), usual.queryBytes()),
        (int) settings.number("timeout"),
        (int) settings.number("tcp-keepalive"),
        usual.frameSeconds(),
        outputs.getOrDefault("normal", usual.normal()),
        outputs.getOrDefault("pubsub", usual.pubsub()));
  }

  /** Class, hard limit, soft limit and seconds in turn. */
  private static Map<String, OutputLimit> outputs(String text) {
    Map<String, OutputLimit> limits = new HashMap<>();
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i += 4) {
      limits.put(
          words[i],
          new OutputLimit(
              Long.parseLong(words[i + 1]),
              Long.parseLong(words[i + 2]),
              Integer.parseInt(words[i + 3])));
    }
    return limits;
  }
}
