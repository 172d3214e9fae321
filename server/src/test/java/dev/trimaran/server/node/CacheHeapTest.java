package dev.trimaran.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class CacheHeapTest {

  private final HotSpotDiagnosticMXBean vm =
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

  @Test
  void keepsASmallReserveUnlessOneWasChosen() {
    String most = vm.getVMOption("MaxHeapFreeRatio").getValue();
    String least = vm.getVMOption("MinHeapFreeRatio").getValue();
    try {
      CacheHeap.follow();

      assertThat(vm.getVMOption("MaxHeapFreeRatio").getValue()).isEqualTo("10");
      assertThat(vm.getVMOption("G1PeriodicGCInterval").getValue()).isEqualTo("5000");

      vm.setVMOption("MaxHeapFreeRatio", "80");
      CacheHeap.follow();
      assertThat(vm.getVMOption("MaxHeapFreeRatio").getValue()).isEqualTo("80");
    } finally {
      vm.setVMOption("MaxHeapFreeRatio", most);
      vm.setVMOption("MinHeapFreeRatio", least);
      vm.setVMOption("G1PeriodicGCInterval", "0");
    }
  }
}
