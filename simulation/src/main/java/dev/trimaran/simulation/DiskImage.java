package dev.trimaran.simulation;

import dev.trimaran.base.random.SeededRandomness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node's disk holds: file contents, and names both as seen and as they would be after a
 * crash. Changes of names reach the platter in their order, as a journal would replay them.
 */
final class DiskImage {

  /**
   * A change of names that is not durable yet.
   *
   * @param path the name that is bound, or removed when {@code file} is null
   * @param renamedFrom a name that is removed by the same change, if there is one
   */
  private record NameChange(String path, @Nullable FileImage file, @Nullable String renamedFrom) {

    boolean concerns(String directory) {
      return directoryOf(path).equals(directory)
          || (renamedFrom != null && directoryOf(renamedFrom).equals(directory));
    }

    void applyTo(NavigableMap<String, FileImage> names) {
      if (renamedFrom != null) {
        names.remove(renamedFrom);
      }
      if (file == null) {
        names.remove(path);
      } else {
        names.put(path, file);
      }
    }
  }

  private final SeededRandomness random;
  private final NavigableMap<String, FileImage> names = new TreeMap<>();
  private final NavigableMap<String, FileImage> durableNames = new TreeMap<>();
  private final List<NameChange> unsynced = new ArrayList<>();
  DiskSettings settings = DiskSettings.HEALTHY;

  DiskImage(SeededRandomness random) {
    this.random = random;
  }

  static String directoryOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  void wipe() {
    names.clear();
    durableNames.clear();
    unsynced.clear();
  }

  SeededRandomness random() {
    return random;
  }

  @Nullable FileImage find(String path) {
    return names.get(path);
  }

  List<String> list(String directory) {
    List<String> found = new ArrayList<>();
    for (String path : names.keySet()) {
      if (directoryOf(path).equals(directory)) {
        found.add(path.substring(path.lastIndexOf('/') + 1));
      }
    }
    return found;
  }

  /** Every path, sorted. */
  Collection<String> paths() {
    return names.keySet();
  }

  FileImage create(String path) {
    FileImage file = new FileImage();
    change(new NameChange(path, file, null));
    return file;
  }

  void rename(String from, String to, FileImage file) {
    if (!from.equals(to)) {
      change(new NameChange(to, file, from));
    }
  }

  void delete(String path) {
    if (names.containsKey(path)) {
      change(new NameChange(path, null, null));
    }
  }

  void syncDirectory(String directory) {
    unsynced.removeIf(change -> {
      boolean now = change.concerns(directory);
      if (now) {
        change.applyTo(durableNames);
      }
      return now;
    });
  }

  /** Bytes that still fit. */
  long usable() {
    if (settings.capacityBytes() == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long left = settings.capacityBytes();
    for (FileImage file : names.values()) {
      left -= file.size();
    }
    return Math.max(0, left);
  }

  void crash() {
    for (NameChange change : unsynced) {
      if (random.nextDouble() >= settings.survival()) {
        break; // a journal is replayed up to where it ends
      }
      change.applyTo(durableNames);
    }
    unsynced.clear();
    names.clear();
    names.putAll(durableNames);
    for (FileImage file : names.values()) {
      file.crash(random, settings.survival());
      file.broken = false;
    }
  }

  private void change(NameChange change) {
    unsynced.add(change);
    change.applyTo(names);
  }
}
