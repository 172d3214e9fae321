package dev.trimaran.cache.core.session;

import dev.trimaran.cache.core.reply.Reply;

/** What one connection has told the server, and what it is called there. */
public final class Session {

  private final long id;
  private final Standing standing;
  private final Outbox outbox;
  private int database;
  private String name = "";
  private Identity identity = Identity.ANYBODY;
  private boolean authenticated = true;
  private ReplyMode replyMode = ReplyMode.ON;
  private boolean kept;
  private boolean monitor;
  private boolean closing;
  private long sinceMs;
  private long heardMs;
  private String lastCommand = "NULL";

  /** A session that no client has: what it is told goes nowhere. */
  public Session(long id) {
    this(id, Standing.NONE, new Silence());
  }

  public Session(long id, Standing standing, Outbox outbox) {
    this.id = id;
    this.standing = standing;
    this.outbox = outbox;
  }

  /** Never given to another connection ({@code CLIENT ID}). */
  public long id() {
    return id;
  }

  public Standing standing() {
    return standing;
  }

  public Outbox outbox() {
    return outbox;
  }

  /** Whether it listens to channels, to patterns of them or to shard channels. */
  public boolean listens() {
    return standing.channels() + standing.patterns() + standing.shards() > 0;
  }

  public int database() {
    return database;
  }

  public void database(int number) {
    database = number;
  }

  public String name() {
    return name;
  }

  public void name(String name) {
    this.name = name;
  }

  /** As whom it acts, once {@link #authenticated}. */
  public Identity identity() {
    return identity;
  }

  public void identity(Identity user) {
    identity = user;
  }

  public boolean authenticated() {
    return authenticated;
  }

  public void authenticated(boolean is) {
    authenticated = is;
    outbox.stranger(!is);
  }

  public ReplyMode replyMode() {
    return replyMode;
  }

  public void replyMode(ReplyMode mode) {
    replyMode = mode;
  }

  /** Whether it is spared when clients are disconnected for memory ({@code CLIENT NO-EVICT}). */
  public boolean kept() {
    return kept;
  }

  public void kept(boolean is) {
    kept = is;
  }

  /** Whether it is told of every request ({@code MONITOR}). */
  public boolean monitor() {
    return monitor;
  }

  public void monitor(boolean is) {
    monitor = is;
  }

  /** Whether it is closed once its replies are sent. */
  public boolean closing() {
    return closing;
  }

  /** Closes it once its replies are sent. */
  public void close() {
    closing = true;
    outbox.close();
  }

  /** When it came, in milliseconds since the epoch. */
  public long sinceMs() {
    return sinceMs;
  }

  public void since(long nowMs) {
    sinceMs = nowMs;
    heardMs = nowMs;
  }

  /** When its last request came. */
  public long heardMs() {
    return heardMs;
  }

  /** Its name of a request that is about to be run, as {@code CLIENT LIST} shows it. */
  public String lastCommand() {
    return lastCommand;
  }

  public void heard(long nowMs, String command) {
    heardMs = nowMs;
    lastCommand = command;
  }

  private static final class Silence implements Outbox {
    private final Reply reply = new Reply();

    @Override
    public Reply reply() {
      return reply;
    }

    @Override
    public void wrote() {
      reply.clear();
    }

    @Override
    public void unblocked() {}

    @Override
    public void close() {}
  }
}
