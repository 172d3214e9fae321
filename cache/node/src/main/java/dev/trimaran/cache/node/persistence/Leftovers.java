package dev.trimaran.cache.node.persistence;

import dev.trimaran.base.port.Disk;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are of no use any more; that one cannot be deleted is no fault. */
record Leftovers(Disk disk) {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** Deletes what belongs to earlier generations. */
  void before(long generation) {
    try {
      for (String name : disk.list("")) {
        if (name.startsWith("cache-") && Layout.generation(name) < generation) {
          delete(name);
        }
      }
    } catch (IOException e) {
      LOG.warn("old files were not deleted", e);
    }
  }

  void delete(String name) {
    disk.delete(
        name,
        Disk.Lane.BULK,
        failure -> {
          if (failure != null) {
            LOG.warn("{} is of no use any more and was not deleted", name, failure);
          }
        });
  }
}
