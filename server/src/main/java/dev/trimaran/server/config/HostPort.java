package dev.trimaran.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Where something listens.
 *
 * @param host a name or an address, without brackets
 * @param port 0 for any free one
 */
public record HostPort(String host, int port) {

  /** Parses {@code host:port}, {@code [v6]:port}, {@code :port}, or such with {@code http://}. */
  static HostPort parse(String named, String text) {
    String rest = text.strip();
    String lower = rest.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://") || lower.startsWith("unix")) {
      throw new ConfigException(
          "%s asks for '%s'; TLS and unix sockets are not supported yet: use http://host:port"
              .formatted(named, text));
    }
    if (lower.startsWith("http://")) {
      rest = rest.substring("http://".length());
    }
    if (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    int colon = rest.lastIndexOf(':');
    if (colon < 0) {
      throw new ConfigException("%s is '%s', which has no port".formatted(named, text));
    }
    String host = rest.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new ConfigException(
          "%s is '%s'; write an IPv6 address in brackets: [::1]:2379".formatted(named, text));
    }
    return new HostPort(host.isEmpty() ? "0.0.0.0" : host, port(named, text, rest, colon));
  }

  private static int port(String named, String text, String rest, int colon) {
    try {
      int port = Integer.parseInt(rest.substring(colon + 1));
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException _) {
      // reported below with the whole address
    }
    throw new ConfigException(
        "%s is '%s', whose port is not a number from 0 to 65535".formatted(named, text));
  }

  /** As etcd writes it. */
  public String url() {
    return "http://" + this;
  }

  /** Resolves the name; blocks. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
