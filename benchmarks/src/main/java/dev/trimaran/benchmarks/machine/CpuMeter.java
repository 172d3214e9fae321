package dev.trimaran.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads {@code /proc}: what the machine spent in all, and what our own processes spent; a load
 * generator that this process started counts as this process once it has ended. On a machine that
 * others use too a figure without its foreign CPU says nothing.
 */
public final class CpuMeter {

  /** Kernel ticks a second as /proc reports them: 100 on every Linux that we know. */
  private static final double TICKS = 100;

  private final List<Long> servers;
  private long nanos;
  private double busy;
  private double clientTime;
  private double serverTime;

  public CpuMeter(List<Long> serverPids) {
    this.servers = List.copyOf(serverPids);
  }

  /** Starts an interval. */
  public void start() {
    busy = machine();
    clientTime = self();
    serverTime = serverTotal();
    nanos = System.nanoTime();
  }

  /** What was used since {@link #start}. */
  public CpuReading read() {
    double wall = (System.nanoTime() - nanos) / 1e9;
    double client = self() - clientTime;
    double ours = serverTotal() - serverTime;
    double all = machine() - busy;
    return new CpuReading(wall, client, ours, Math.max(0, all - client - ours));
  }

  private double serverTotal() {
    double sum = 0;
    for (long pid : servers) {
      sum += process(pid);
    }
    return sum;
  }

  /** user, nice, system, irq, softirq and steal; idle and iowait are not busy. */
  private static double machine() {
    String[] words = read(Path.of("/proc/stat")).lines().findFirst().orElse("").split(" +");
    double ticks = 0;
    for (int column : new int[] {1, 2, 3, 6, 7, 8}) {
      ticks += Double.parseDouble(words[column]);
    }
    return ticks / TICKS;
  }

  /** utime and stime, and cutime and cstime: those of children that have been waited for. */
  private static double self() {
    String[] words = stat(ProcessHandle.current().pid());
    return ticks(words, 11) + ticks(words, 12) + ticks(words, 13) + ticks(words, 14);
  }

  private static double process(long pid) {
    String[] words = stat(pid);
    return ticks(words, 11) + ticks(words, 12);
  }

  private static String[] stat(long pid) {
    String stat = read(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  private static double ticks(String[] words, int column) {
    return Double.parseDouble(words[column]) / TICKS;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
