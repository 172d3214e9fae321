package dev.trimaran.cache.node.execution;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.settings.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code INFO} tells of the process: where Linux keeps it in {@code /proc}, else nothing. To
 * be asked on the cache's loop, which is what Redis calls the main thread.
 */
final class ProcessFigures {

  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Of {@code /proc/self/stat}, in a second; the same on every Linux (proc(5), USER_HZ). */
  private static final double TICKS = 100;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final LongSupplier nowMs;
  private final long startedMs;
  private final String runId;
  private final String replicationId;

  ProcessFigures(LongSupplier nowMs, Randomness randomness) {
    this.nowMs = nowMs;
    startedMs = nowMs.getAsLong();
    runId = id(randomness);
    replicationId = id(randomness);
  }

  private static String id(Randomness randomness) {
    return "%016x%016x%08x"
        .formatted(randomness.nextLong(), randomness.nextLong(), (int) randomness.nextLong());
  }

  @Nullable String figure(String field) {
    return switch (field) {
      case "process_id" -> Long.toString(ProcessHandle.current().pid());
      case "run_id" -> runId;
      case "master_replid" -> replicationId;
      case "executable" -> ProcessHandle.current().info().command().orElse(null);
      case "os" ->
          "%s %s %s"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.version"),
                  System.getProperty("os.arch"));
      case "uptime_in_seconds" -> Long.toString(upMs() / 1000);
      case "uptime_in_days" -> Long.toString(upMs() / 86_400_000);
      case "used_cpu_user" -> ticks(11);
      case "used_cpu_sys" -> ticks(12);
      case "used_cpu_user_children" -> ticks(13);
      case "used_cpu_sys_children" -> ticks(14);
      case "used_cpu_user_main_thread" -> seconds(threads.getCurrentThreadUserTime());
      case "used_cpu_sys_main_thread" ->
          seconds(threads.getCurrentThreadCpuTime() - threads.getCurrentThreadUserTime());
      default -> memory(field);
    };
  }

  private long upMs() {
    return Math.max(0, nowMs.getAsLong() - startedMs);
  }

  private static @Nullable String memory(String field) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return switch (field) {
      case "allocator_allocated" -> Long.toString(heap.getUsed());
      case "allocator_active" -> Long.toString(heap.getCommitted());
      case "allocator_frag_bytes" -> Long.toString(heap.getCommitted() - heap.getUsed());
      case "allocator_frag_ratio" ->
          String.format(Locale.ROOT, "%.2f", (double) heap.getCommitted() / heap.getUsed());
      case "total_system_memory" -> Long.toString(systemBytes());
      case "total_system_memory_human" -> MemorySize.human(systemBytes());
      default -> null;
    };
  }

  private static long systemBytes() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  /** Bytes of memory that the process really has; where that is unknown, those of its heap. */
  static long residentBytes() {
    for (String line : lines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return Runtime.getRuntime().totalMemory();
  }

  /** A number of ticks, by its place behind the name of the program, which may hold anything. */
  private static @Nullable String ticks(int place) {
    List<String> lines = lines(STAT);
    if (lines.isEmpty()) {
      return null;
    }
    String text = lines.getLast();
    String[] words = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return String.format(Locale.ROOT, "%.6f", Long.parseLong(words[place]) / TICKS);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
