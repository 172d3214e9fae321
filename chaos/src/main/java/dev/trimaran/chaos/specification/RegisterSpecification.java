package dev.trimaran.chaos.specification;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.linearizability.Specification;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A register for each key: values only, numbers of revisions are not judged. */
public final class RegisterSpecification implements Specification<RegisterSpecification.Held> {

  /** What a register holds, null for nothing. */
  public record Held(@Nullable String value) {}

  @Override
  public Held initial() {
    return new Held(null);
  }

  @Override
  public @Nullable Held after(Held state, Operation operation) {
    return switch (operation.command()) {
      case Command.Get get ->
          Objects.equals(operation.told().value(), state.value()) ? state : null;
      case Command.Put put -> new Held(put.value());
      case Command.CompareAndSet cas ->
          conditional(state, cas.expected().equals(state.value()), cas.value(), operation.answer());
      case Command.Delete delete ->
          conditional(state, state.value() != null, null, operation.answer());
    };
  }

  private static @Nullable Held conditional(
      Held state, boolean holds, @Nullable String value, @Nullable Answer answer) {
    if (answer != null && answer.succeeded() != holds) {
      return null;
    }
    return holds ? new Held(value) : state;
  }
}
