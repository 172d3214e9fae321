package dev.trimaran.cli.cache;

import dev.trimaran.cli.model.Verb;
import dev.trimaran.cli.output.Console;
import java.util.List;

/** The words after {@code cache}. */
public final class CacheVerbs {

  private CacheVerbs() {}

  public static Verb of(Console console) {
    return new Verb(
        "cache",
        CacheCommand::new,
        List.of(
            Verb.leaf("get", () -> new CacheVerb.Get(console)),
            Verb.leaf("set", () -> new CacheVerb.Set(console)),
            Verb.leaf("del", () -> new CacheVerb.Del(console)),
            Verb.leaf("ttl", () -> new CacheVerb.Ttl(console)),
            Verb.leaf("expire", () -> new CacheVerb.Expire(console)),
            Verb.leaf("scan", () -> new ScanCommand(console)),
            Verb.leaf("info", () -> new CacheVerb.Info(console)),
            Verb.leaf("hotkeys", () -> new OutlierVerb.Hot(console)),
            Verb.leaf("bigkeys", () -> new OutlierVerb.Big(console)),
            Verb.leaf("do", () -> new CacheVerb.Do(console))));
  }
}
