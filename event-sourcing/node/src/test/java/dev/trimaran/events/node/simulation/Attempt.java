package dev.trimaran.events.node.simulation;

import dev.trimaran.events.core.model.CommandResult.Written;
import dev.trimaran.events.core.model.EventCommand;
import org.jspecify.annotations.Nullable;

/** A command that a client sends until it is answered. */
final class Attempt {

  final EventCommand command;

  /** How often it was sent. */
  int sent;

  /** Which of these is waited for. */
  int awaited;

  /** It may have taken effect without the client's knowing. */
  boolean unsure;

  /** An answer that was lost on its way. */
  @Nullable Written lost;

  Attempt(EventCommand command) {
    this.command = command;
  }
}
