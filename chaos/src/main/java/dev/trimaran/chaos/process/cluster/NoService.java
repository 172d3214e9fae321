package dev.trimaran.chaos.process.cluster;

/** Servers that should serve do not. */
public final class NoService extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NoService(String message) {
    super(message);
  }
}
