package dev.trimaran.cache.core.session;

/** Whether a client wants replies ({@code CLIENT REPLY}). */
public enum ReplyMode {
  ON,
  OFF,
  /** The reply of this request, {@code CLIENT REPLY SKIP} itself, is left out. */
  SKIPPING,
  /** The reply of the next request is left out. */
  SKIP_NEXT
}
