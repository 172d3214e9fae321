package dev.trimaran.cache.node.listener;

/** What has gone through the connections of a listener; kept by its loop. */
public final class Traffic {

  private long bytesIn;
  private long bytesOut;
  private long reads;
  private long writes;
  private long queries;
  private long outputs;

  void read(int bytes) {
    reads++;
    bytesIn += bytes;
  }

  void wrote(int bytes) {
    writes++;
    bytesOut += bytes;
  }

  void closedForQuery() {
    queries++;
  }

  void closedForOutput() {
    outputs++;
  }

  /** Bytes received; with TLS, of what was in it. */
  public long bytesIn() {
    return bytesIn;
  }

  /** Bytes handed to the sockets. */
  public long bytesOut() {
    return bytesOut;
  }

  /** Pieces in which bytes were received. */
  public long reads() {
    return reads;
  }

  /** Pieces in which bytes were sent. */
  public long writes() {
    return writes;
  }

  /** Clients that were closed since they had sent too much that was not executed. */
  public long closedForQueries() {
    return queries;
  }

  /** Clients that were closed since they had not taken what they were sent. */
  public long closedForOutputs() {
    return outputs;
  }
}
