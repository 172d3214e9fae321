package dev.trimaran.cache.core.ranked;

import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.View;

/**
 * A place between two elements of an ordered collection: some lie before it, all others after. By
 * score, by score and member, or by member alone, which makes sense where all have one score.
 * Reused by its owner.
 */
public final class Bound {

  private enum Kind {
    /** Before all of this score. */
    SCORE,
    /** After all of this score. */
    AFTER_SCORE,
    /** Before this member of this score. */
    ELEMENT,
    /** Before this member. */
    MEMBER,
    /** After this member. */
    AFTER_MEMBER,
    /** Before all. */
    FIRST,
    /** After all. */
    LAST
  }

  private final View member = new View();
  private Kind kind = Kind.FIRST;
  private double score;

  public Bound beforeScore(double score) {
    kind = Kind.SCORE;
    this.score = score;
    return this;
  }

  public Bound afterScore(double score) {
    kind = Kind.AFTER_SCORE;
    this.score = score;
    return this;
  }

  public Bound beforeElement(double score, View member) {
    kind = Kind.ELEMENT;
    this.score = score;
    this.member.of(member);
    return this;
  }

  public Bound beforeMember(View member) {
    kind = Kind.MEMBER;
    this.member.of(member);
    return this;
  }

  public Bound afterMember(View member) {
    kind = Kind.AFTER_MEMBER;
    this.member.of(member);
    return this;
  }

  public Bound first() {
    kind = Kind.FIRST;
    return this;
  }

  public Bound last() {
    kind = Kind.LAST;
    return this;
  }

  /** Whether an element lies before this bound. */
  public boolean isAfter(double itsScore, View itsMember) {
    return switch (kind) {
      case SCORE -> itsScore < score;
      case AFTER_SCORE -> itsScore <= score;
      case ELEMENT -> itsScore < score || itsScore == score && Bytes.compare(itsMember, member) < 0;
      case MEMBER -> Bytes.compare(itsMember, member) < 0;
      case AFTER_MEMBER -> Bytes.compare(itsMember, member) <= 0;
      case FIRST -> false;
      case LAST -> true;
    };
  }

  /** Whether elements of a lower score than {@link #score} lie before it, whatever their member. */
  boolean hasScore() {
    return kind == Kind.SCORE || kind == Kind.AFTER_SCORE || kind == Kind.ELEMENT;
  }

  double score() {
    return score;
  }

  /** Whether this bound is before just that element. */
  boolean isOf(double itsScore, View itsMember) {
    return kind == Kind.ELEMENT && itsScore == score && itsMember.same(member);
  }
}
