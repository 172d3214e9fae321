package dev.trimaran.events.node.write;

import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings soft-deleted streams back to life in a way that their readers see: an append to one writes
 * its metadata in the same command, with {@code $tb} where the new events begin. Without that the
 * document would go on saying that the stream is deleted, and whoever edits it and writes it back
 * would delete the stream again.
 */
public final class Revival implements EventWriter {

  /** A stream that others delete and revive all the time is not waited for longer. */
  private static final int ATTEMPTS = 3;

  private final EventWriter writer;
  private final EventReader reader;
  private final Truncation truncation;

  public Revival(EventWriter writer, EventReader reader, Truncation truncation) {
    this.writer = writer;
    this.reader = reader;
    this.truncation = truncation;
  }

  @Override
  public CompletableFuture<CommandResult> write(EventCommand command) {
    if (!(command instanceof EventCommand.Append append) || deleted(append).isEmpty()) {
      return writer.write(command);
    }
    var result = new CompletableFuture<CommandResult>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            revive(append, result);
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          } catch (IOException e) {
            result.completeExceptionally(new UncheckedIOException(e));
          }
        });
    return result;
  }

  private void revive(EventCommand.Append append, CompletableFuture<CommandResult> result)
      throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      CommandResult became = extended(append);
      if (became != null) {
        result.complete(became);
        return;
      }
    }
    result.complete(writer.write(append).join());
  }

  /** Writes the command with metadata; null when it must do without, or must be asked again. */
  private @Nullable CommandResult extended(EventCommand.Append append) throws IOException {
    List<StreamAppend> writes = new ArrayList<>(append.writes());
    for (String stream : deleted(append)) {
      writes.add(truncation.before(stream, reader.state(stream).revision() + 1));
    }
    int added = writes.size() - append.writes().size();
    if (added == 0) {
      return null; // somebody was quicker
    }
    try {
      var command = new EventCommand.Append(append.created(), writes, append.condition());
      return switch (writer.write(command).join()) {
        case CommandResult.Written written -> without(written, added);
        case CommandResult.ConditionFailed failed -> failed;
        // The client's own expectation, or the metadata's, or a repetition: told without it.
        case CommandResult.Refused _ -> null;
      };
    } catch (IllegalArgumentException e) {
      return null; // no room for more within the limits of a command
    }
  }

  /** The result as the client's own command would have had it. */
  private static CommandResult without(CommandResult.Written written, int added) {
    int own = written.written().size() - added;
    return new CommandResult.Written(
        written.written().subList(0, own), written.position() - added, written.repeated());
  }

  private List<String> deleted(EventCommand.Append append) {
    List<String> deleted = List.of();
    for (StreamAppend write : append.writes()) {
      if (!write.events().isEmpty()
          && !StreamNames.isMetadata(write.stream())
          && reader.state(write.stream()).kind() == StreamState.Kind.SOFT_DELETED) {
        deleted = deleted.isEmpty() ? new ArrayList<>() : deleted;
        deleted.add(write.stream());
      }
    }
    return deleted;
  }
}
