package dev.trimaran.cache.core.session;

/** What one connection has told the server, and what it is called there. */
public final class Session {

  private final long id;
  private int database;
  private String name = "";

  public Session(long id) {
    this.id = id;
  }

  /** Never given to another connection ({@code CLIENT ID}). */
  public long id() {
    return id;
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
}
