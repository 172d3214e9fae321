package dev.trimaran.chaos.specification;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.linearizability.Specification;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key of a store with revisions, as etcd v3 gives them: every write of the store takes the next
 * revision; a key remembers the revision of its last write and how often it was written since it
 * was created. Versions show a command that was applied twice, revisions pin down the order.
 */
public final class KeyValueSpecification implements Specification<KeyValueSpecification.Held> {

  /**
   * What a key holds.
   *
   * @param value null when absent
   * @param modRevision revision of the last write; if not {@code known}, a bound below it
   * @param version writes since it was created, 0 when absent
   * @param seen highest revision of the store that anything so far was told of
   */
  public record Held(
      @Nullable String value, long modRevision, boolean known, long version, long seen) {

    @Nullable Held seeing(long revision) {
      if (revision == Answer.NOT_GIVEN) {
        return this;
      }
      return revision < seen ? null : new Held(value, modRevision, known, version, revision);
    }

    @Nullable Held written(@Nullable String newValue, long revision) {
      long newVersion = newValue == null ? 0 : version + 1;
      if (revision == Answer.NOT_GIVEN) {
        return new Held(newValue, seen, false, newVersion, seen);
      }
      return revision <= seen ? null : new Held(newValue, revision, true, newVersion, revision);
    }
  }

  @Override
  public Held initial() {
    return new Held(null, 0, true, 0, 0);
  }

  @Override
  public @Nullable Held after(Held state, Operation operation) {
    return switch (operation.command()) {
      case Command.Get get -> found(state, operation.told());
      case Command.Put put -> written(state, true, put.value(), operation.answer());
      case Command.CompareAndSet cas ->
          written(state, cas.expected().equals(state.value()), cas.value(), operation.answer());
      case Command.Delete delete -> written(state, state.value() != null, null, operation.answer());
    };
  }

  /** Revisions only grow: what was told an older one than was seen has missed its turn. */
  @Override
  public boolean tooLate(Held state, Operation operation) {
    Answer answer = operation.told();
    if (answer.revision() == Answer.NOT_GIVEN) {
      return false;
    }
    boolean wrote = answer.succeeded() && !operation.command().readOnly();
    return answer.revision() < state.seen() + (wrote ? 1 : 0);
  }

  private static @Nullable Held found(Held state, Answer answer) {
    if (!Objects.equals(answer.value(), state.value())
        || differs(answer.version(), state.version())) {
      return null;
    }
    Held learned = state;
    if (state.value() != null && answer.modRevision() != Answer.NOT_GIVEN) {
      long told = answer.modRevision();
      if (state.known() ? told != state.modRevision() : told <= state.modRevision()) {
        return null;
      }
      learned = new Held(state.value(), told, true, state.version(), Math.max(told, state.seen()));
    }
    return learned.seeing(answer.revision());
  }

  private static boolean differs(long told, long is) {
    return told != Answer.NOT_GIVEN && told != is;
  }

  private static @Nullable Held written(
      Held state, boolean holds, @Nullable String value, @Nullable Answer answer) {
    if (answer == null) {
      return holds ? state.written(value, Answer.NOT_GIVEN) : state;
    }
    if (answer.succeeded() != holds) {
      return null;
    }
    return holds ? state.written(value, answer.revision()) : state.seeing(answer.revision());
  }
}
