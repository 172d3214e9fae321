package dev.trimaran.raft.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A machine that keeps every command it applied, in order: shows loss, repetition, reordering. */
final class ListMachine implements StateMachine {

  /** Which place the command took, from 1. */
  record Place(int place) implements Result {
    @Override
    public byte[] encode() {
      return Integer.toString(place).getBytes(UTF_8);
    }
  }

  private final List<String> commands = new ArrayList<>();
  int restores;

  /** All commands applied. */
  synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public synchronized Result apply(long index, long term, byte[] command) {
    commands.add(new String(command, UTF_8));
    return new Place(commands.size());
  }

  @Override
  public Result decodeResult(byte[] encoded) {
    return new Place(Integer.parseInt(new String(encoded, UTF_8)));
  }

  @Override
  public synchronized Snapshot snapshot() {
    Deque<String> rest = new ArrayDeque<>(commands);
    return new Snapshot() {
      @Override
      public byte[] next() {
        StringBuilder chunk = new StringBuilder();
        for (int i = 0; i < 50 && !rest.isEmpty(); i++) {
          chunk.append(rest.remove()).append('\n');
        }
        return chunk.toString().getBytes(UTF_8);
      }

      @Override
      public void close() {
        rest.clear();
      }
    };
  }

  @Override
  public synchronized void restore(InputStream snapshot) throws IOException {
    commands.clear();
    new String(snapshot.readAllBytes(), UTF_8).lines().forEach(commands::add);
    restores++;
  }
}
