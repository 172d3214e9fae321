package dev.trimaran.raft.node.simulation.store;

import dev.trimaran.chaos.history.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Commands as bytes: a unique number, a letter, two or three strings. */
public final class Commands {

  /** A command that was read back. */
  record Numbered(long number, Command command) {}

  private Commands() {}

  /** Encodes; the same command never has two numbers. */
  public static byte[] encode(long number, Command command) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(number);
      switch (command) {
        case Command.Get _ -> throw new IllegalArgumentException("a get is not proposed");
        case Command.Put put -> {
          out.writeByte('p');
          out.writeUTF(put.key());
          out.writeUTF(put.value());
        }
        case Command.CompareAndSet cas -> {
          out.writeByte('c');
          out.writeUTF(cas.key());
          out.writeUTF(cas.expected());
          out.writeUTF(cas.value());
        }
        case Command.Delete delete -> {
          out.writeByte('d');
          out.writeUTF(delete.key());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Numbered decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long number = in.readLong();
      byte letter = in.readByte();
      String key = in.readUTF();
      Command command =
          switch (letter) {
            case 'p' -> new Command.Put(key, in.readUTF());
            case 'c' -> new Command.CompareAndSet(key, in.readUTF(), in.readUTF());
            case 'd' -> new Command.Delete(key);
            default -> throw new IOException("no such command: " + letter);
          };
      return new Numbered(number, command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
