package dev.trimaran.cache.core.settings;

import dev.trimaran.base.Checks;
import dev.trimaran.cache.core.model.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a running cache by their names ({@code CONFIG GET}, {@code CONFIG SET}). Some
 * are kept here, others are looked up where they live; a change is told to whom it concerns, and
 * several together are all made or none.
 */
public final class Settings {

  private static final class Parameter {
    private final ValueKind kind;
    private Consumer<String> onChange;
    private final @Nullable Supplier<String> source;
    private String value;
    private boolean fixed;

    Parameter(
        ValueKind kind,
        String value,
        Consumer<String> onChange,
        @Nullable Supplier<String> source) {
      this.kind = kind;
      this.value = value;
      this.onChange = onChange;
      this.source = source;
    }

    String value() {
      return source == null ? value : source.get();
    }
  }

  private final Map<String, Parameter> byName = new TreeMap<>();

  /** One that can be changed; {@code onChange} is told the new value in its normal form. */
  public void add(String name, ValueKind kind, String value, Consumer<String> onChange) {
    put(name, new Parameter(kind, value, onChange, null));
  }

  /** One that can be changed and is read where it lives. */
  public void live(
      String name, ValueKind kind, Supplier<String> source, Consumer<String> onChange) {
    put(name, new Parameter(kind, "", onChange, source));
  }

  /** One that is told, and can be changed by the shell only. */
  public void fixed(String name, String value) {
    Parameter parameter = new Parameter(ValueKind.text(), value, _ -> {}, null);
    parameter.fixed = true;
    put(name, parameter);
  }

  private void put(String name, Parameter parameter) {
    byName.put(name, parameter);
  }

  /** Another name for a parameter. */
  public void alias(String other, String name) {
    byName.put(other, parameter(name));
  }

  private Parameter parameter(String name) {
    Parameter parameter = byName.get(name.toLowerCase(Locale.ROOT));
    Checks.argument(parameter != null, "no parameter by the name " + name);
    return java.util.Objects.requireNonNull(parameter);
  }

  /** Tells the value now, and each time that it is changed. */
  public void watch(String name, Consumer<String> watcher) {
    Parameter parameter = parameter(name);
    parameter.onChange = parameter.onChange.andThen(watcher);
    watcher.accept(parameter.value());
  }

  /** All names, in their order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  public boolean knows(String name) {
    return byName.containsKey(name.toLowerCase(Locale.ROOT));
  }

  public String text(String name) {
    return parameter(name).value();
  }

  public long number(String name) {
    return Long.parseLong(text(name));
  }

  /**
   * Changes one, even one that clients cannot change: the configuration of the shell.
   *
   * @throws IllegalArgumentException when the value is none for it
   */
  public void set(String name, String value) {
    Parameter parameter = parameter(name);
    parameter.value = parameter.kind.normal(value);
    parameter.onChange.accept(parameter.value);
  }

  /** Changes some for a client, all or none. */
  public void change(Map<String, String> values) {
    Map<Parameter, String> normal = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    values.forEach((name, value) -> {
      Parameter parameter = byName.get(name.toLowerCase(Locale.ROOT));
      if (parameter == null) {
        throw new Refused(
            "ERR Unknown option or number of arguments for CONFIG SET - '" + name + "'");
      }
      if (parameter.fixed) {
        throw failed(name, "can't set immutable config");
      }
      try {
        if (normal.put(parameter, parameter.kind.normal(value)) != null) {
          throw failed(name, "duplicate parameter");
        }
        names.add(name);
      } catch (IllegalArgumentException e) {
        throw failed(name, String.valueOf(e.getMessage()));
      }
    });
    normal.forEach((parameter, value) -> {
      parameter.value = value;
      parameter.onChange.accept(value);
    });
  }

  private static Refused failed(String name, String why) {
    return new Refused(
        "ERR CONFIG SET failed (possibly related to argument '%s') - %s".formatted(name, why));
  }
}
