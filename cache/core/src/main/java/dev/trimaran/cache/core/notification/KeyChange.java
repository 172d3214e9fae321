package dev.trimaran.cache.core.notification;

/** What has happened to a key as a whole, whatever command it was. */
public enum KeyChange {
  /** It exists now and did not before. */
  CREATED,
  /** It has another value. */
  UPDATED,
  /** A command took it away. */
  REMOVED,
  /** Its deadline has passed. */
  EXPIRED,
  /** It gave way to others. */
  EVICTED,
  /** All keys of the database are gone, or others have taken their place; told of no key. */
  CLEARED
}
