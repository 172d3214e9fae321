package dev.trimaran.server.node;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * Lets the heap follow what a cache holds. By itself the JVM keeps up to 70 % of its heap free and
 * returns nothing while it is idle, which costs more than all the records. A cache makes next to no
 * garbage, and its records lie in few large arrays: a small reserve is enough, and a collection in
 * an idle moment is cheap.
 */
final class CacheHeap {

  /** The lesser ratio comes first: it may never exceed the greater one. */
  private static final List<Map.Entry<String, String>> SETTINGS =
      List.of(
          Map.entry("MinHeapFreeRatio", "5"),
          Map.entry("MaxHeapFreeRatio", "10"),
          Map.entry("G1PeriodicGCInterval", "5000"));

  private CacheHeap() {}

  /** Does nothing where one of the settings was chosen on the command line of the JVM. */
  static void follow() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm == null) {
      return;
    }
    for (Map.Entry<String, String> setting : SETTINGS) {
      VMOption option = vm.getVMOption(setting.getKey());
      if (option.getOrigin() != VMOption.Origin.DEFAULT || !option.isWriteable()) {
        return;
      }
    }
    SETTINGS.forEach(setting -> vm.setVMOption(setting.getKey(), setting.getValue()));
  }
}
