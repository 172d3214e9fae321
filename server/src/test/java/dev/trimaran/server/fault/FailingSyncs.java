package dev.trimaran.server.fault;

import dev.trimaran.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A server whose fsyncs fail from the moment that a line comes on its standard input: a seccomp
 * filter over the whole process then makes the kernel answer fsync and fdatasync with EIO. Needs
 * Linux, but no privilege.
 */
public final class FailingSyncs {

  /** Printed when the filter is in force. */
  static final String ARMED = "syncs fail from now on";

  /** Printed, with a reason, when it cannot be. */
  static final String UNABLE = "syncs cannot be made to fail";

  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SECCOMP_SET_MODE_FILTER = 1;
  private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;
  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int ANSWER_EIO = 0x0005_0005;
  private static final int ALLOW = 0x7fff_0000;

  private FailingSyncs() {}

  /** Starts the server with these arguments. */
  public static void main(String[] args) throws Exception {
    Thread.ofPlatform().daemon().start(() -> armOnALine(System.out));
    Main.main(args);
  }

  private static void armOnALine(PrintStream out) {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      if (input.readLine() != null) {
        arm();
        out.println(ARMED);
      }
    } catch (IOException | RuntimeException e) {
      out.println(UNABLE + ": " + e);
    }
  }

  private static void arm() throws IOException {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    int seccomp = arm ? 277 : 317;
    int fsync = arm ? 82 : 74;
    int fdatasync = fsync + 1;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment code = arena.allocate(5 * 8L, 8);
      instruction(code, 0, LOAD_WORD, 0);
      instruction(code, 1, JUMP_IF_EQUAL | 1 << 16, fsync);
      instruction(code, 2, JUMP_IF_EQUAL | 1 << 24, fdatasync);
      instruction(code, 3, RETURN, ANSWER_EIO);
      instruction(code, 4, RETURN, ALLOW);
      MemorySegment program = arena.allocate(16, 8);
      program.set(ValueLayout.JAVA_SHORT, 0, (short) 5);
      program.set(ValueLayout.ADDRESS, 8, code);
      call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0);
      call(
          "syscall",
          seccomp,
          SECCOMP_SET_MODE_FILTER,
          SECCOMP_FILTER_FLAG_TSYNC,
          program.address());
    }
  }

  /** A BPF instruction: the operation with its two jumps above it, and the operand. */
  private static void instruction(MemorySegment code, int at, int operation, int operand) {
    code.set(ValueLayout.JAVA_INT, at * 8L, operation);
    code.set(ValueLayout.JAVA_INT, at * 8L + 4, operand);
  }

  private static void call(String name, long first, long second, long third, long fourth)
      throws IOException {
    Linker linker = Linker.nativeLinker();
    var handle =
        linker.downcallHandle(
            linker.defaultLookup().find(name).orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    long answer;
    try {
      answer = (long) handle.invokeExact(first, second, third, fourth, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if ((int) answer != 0) {
      throw new IOException(name + " answered " + answer);
    }
  }
}
