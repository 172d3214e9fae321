package dev.trimaran.raft.kv.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

  /** As an etcd 3.4.23 of these flags says of itself. */
  @Test
  void areThoseOfEtcd() {
    NodeId id = Identities.member(List.of("http://127.0.0.1:32380"), "etcd-cluster");
    assertThat(id).hasToString("628170c800dbcee");
    assertThat(Long.toHexString(Identities.cluster(List.of(id)))).isEqualTo("babc9795b64f03e3");
  }

  @Test
  void dependOnNoOrder() {
    NodeId one = Identities.member(List.of("http://a:1", "http://b:1"), "t");
    assertThat(Identities.member(List.of("http://b:1", "http://a:1"), "t")).isEqualTo(one);
    NodeId other = Identities.member(List.of("http://c:1"), "t");
    assertThat(Identities.cluster(List.of(one, other)))
        .isEqualTo(Identities.cluster(List.of(other, one)));
    assertThat(Identities.member(List.of("http://c:1"), "u")).isNotEqualTo(other);
  }
}
