package dev.trimaran.server.differential;

import java.util.Set;
import java.util.TreeSet;

/**
 * What the generator knows, from the replies of the first server alone: a seed gives the same
 * operations again as long as that server gives the same replies.
 */
final class Known {
  long revision = 1;
  long compacted = -1;
  long chosenLeases;
  final Set<Long> leases = new TreeSet<>();
  final Set<Long> watches = new TreeSet<>();

  /** Whether a range of this revision is certainly not refused. */
  boolean keeps(long ofRevision) {
    return ofRevision == 0 || (ofRevision >= Math.max(1, compacted) && ofRevision <= revision);
  }
}
