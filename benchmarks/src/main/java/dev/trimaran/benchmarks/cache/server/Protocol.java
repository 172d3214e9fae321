package dev.trimaran.benchmarks.cache.server;

/** What a cache speaks. */
public enum Protocol {
  /** The Redis serialization protocol. */
  RESP("PING\r\n", "+PONG"),
  /** memcached's text protocol. */
  MEMCACHED("version\r\n", "VERSION");

  private final String hello;
  private final String greeting;

  Protocol(String hello, String greeting) {
    this.hello = hello;
    this.greeting = greeting;
  }

  /** A request that every server of this kind answers with one line. */
  String hello() {
    return hello;
  }

  /** How that line starts. */
  String greeting() {
    return greeting;
  }
}
