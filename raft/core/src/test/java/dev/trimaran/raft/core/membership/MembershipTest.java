package dev.trimaran.raft.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipTest {

  private static final Configuration OLD = Configuration.of(nodes(1, 2, 3));
  private static final Configuration JOINT =
      new Configuration(nodes(1, 4), nodes(1, 2, 3), nodes(9));
  private static final Configuration NEW = Configuration.of(nodes(1, 4));

  private final Membership membership = new Membership(0, OLD);

  @Test
  void aConfigurationIsInForceOnceAppended() {
    assertThat(membership.appended(entry(3, JOINT))).isTrue();
    assertThat(membership.current()).isEqualTo(JOINT);
    assertThat(membership.quorum().reached(node -> node.value() == 1 || node.value() == 4))
        .as("the outgoing majority is missing")
        .isFalse();
  }

  @Test
  void aCutRestoresTheOneBefore() {
    membership.appended(entry(3, JOINT));
    membership.appended(entry(5, NEW));
    membership.truncatedFrom(5);
    assertThat(membership.current()).isEqualTo(JOINT);
    membership.truncatedFrom(2);
    assertThat(membership.current()).isEqualTo(OLD);
  }

  @Test
  void whatIsSettledIsNotCut() {
    membership.appended(entry(3, JOINT));
    membership.settledUpTo(4);
    membership.truncatedFrom(1);
    assertThat(membership.current()).isEqualTo(JOINT);
  }

  @Test
  void theCodecKeepsEverything() {
    byte[] encoded = ConfigurationCodec.encode(JOINT);
    assertThat(ConfigurationCodec.decode(encoded)).isEqualTo(JOINT);
  }

  private static Entry entry(long index, Configuration configuration) {
    byte[] data = ConfigurationCodec.encode(configuration);
    return new Entry(index, 1, EntryKind.CONFIGURATION, data);
  }

  private static Set<NodeId> nodes(long... ids) {
    var nodes = new java.util.TreeSet<NodeId>();
    for (long id : ids) {
      nodes.add(new NodeId(id));
    }
    return nodes;
  }
}
