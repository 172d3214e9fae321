package dev.trimaran.cache.core.rdb;

/** The forms of values, by the byte that a payload begins with. */
public final class RdbType {

  public static final int STRING = 0;
  public static final int LIST = 1;
  public static final int SET = 2;
  public static final int SORTED_SET_TEXT = 3;
  public static final int HASH = 4;
  public static final int SORTED_SET = 5;
  public static final int SET_INTEGERS = 11;
  public static final int SORTED_SET_ZIPLIST = 12;
  public static final int HASH_ZIPLIST = 13;
  public static final int LIST_ZIPLISTS = 14;
  public static final int HASH_LISTPACK = 16;
  public static final int SORTED_SET_LISTPACK = 17;
  public static final int LIST_LISTPACKS = 18;

  /** Fields with deadlines; as Redis 7.4 writes them. */
  public static final int HASH_WITH_DEADLINES = 24;

  private RdbType() {}
}
