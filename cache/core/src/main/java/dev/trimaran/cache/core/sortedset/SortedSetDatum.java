package dev.trimaran.cache.core.sortedset;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.PackedTable;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.ranked.RankedMembers;
import dev.trimaran.cache.core.scan.Sampled;
import java.util.ArrayList;
import java.util.List;

/** Members with scores, in their order. What is told as the encoding follows Redis's limits. */
public final class SortedSetDatum implements Datum, Sampled {

  private static final int OWN_BYTES = Bytes.OBJECT + 24;

  private final long seed;
  private final RankedMembers members;
  private boolean listed = true;

  /**
   * Empty, to be filled before it is stored.
   *
   * @param seed unknown to those who choose the members
   */
  public SortedSetDatum(long seed) {
    this.seed = seed;
    members = new RankedMembers(seed);
  }

  @Override
  public ValueType type() {
    return ValueType.SORTED_SET;
  }

  @Override
  public long bytes() {
    return OWN_BYTES + members.bytes();
  }

  @Override
  public String encoding() {
    return listed ? "listpack" : "skiplist";
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public SortedSetDatum copy() {
    SortedSetDatum made = new SortedSetDatum(seed);
    made.listed = listed;
    members.forEach(made.members::put);
    return made;
  }

  /** The members and their ranks, to be read only. */
  public RankedMembers members() {
    return members;
  }

  /** The score of a member; not a number where there is none. */
  public double score(View member) {
    return members.score(member);
  }

  /**
   * Gives a member a score; answers whether the member is new. As in Redis, what is told as a
   * listpack knows no negative zero.
   */
  public boolean put(View member, double score, Limits limits) {
    return put(member, members.score(member), score, limits);
  }

  /** The same for a member whose {@link #score} is known, not a number for one that is new. */
  boolean put(View member, double before, double score, Limits limits) {
    if (listed
        && Double.isNaN(before)
        && (member.length() > limits.sortedSetValue()
            || members.size() >= limits.sortedSetEntries())) {
      listed = false;
    }
    return members.put(member, before, listed && score == 0 ? 0.0 : score);
  }

  /** Removes a member; answers whether it was there. */
  public boolean remove(View member) {
    return members.remove(member);
  }

  boolean isListed() {
    return listed;
  }

  /** Is told as a table from now on, until {@link #fit}. */
  void unlist() {
    listed = false;
  }

  /** Is told as a listpack again where the limits allow it. */
  void fit(Limits limits) {
    if (members.size() > limits.sortedSetEntries()) {
      return;
    }
    boolean[] fits = {true};
    List<byte[]> zeros = new ArrayList<>();
    members.forEach((member, score) -> {
      fits[0] &= member.length() <= limits.sortedSetValue();
      if (score == 0 && 1 / score < 0) {
        zeros.add(member.copy());
      }
    });
    listed = fits[0];
    if (listed) {
      zeros.forEach(member -> members.put(new View().of(member), 0.0));
    }
  }

  @Override
  public void random(Randomness randomness, View element, View value) {
    members.random(randomness, element);
  }

  @Override
  public void forEach(PackedTable.Visitor visitor) {
    View nothing = new View();
    members.forEach((member, score) -> visitor.visit(member, nothing));
  }
}
