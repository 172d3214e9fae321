package dev.trimaran.cache.node.listener;

import dev.trimaran.cache.node.model.CacheConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** TLS from files in PEM. */
public final class TlsContexts {

  private TlsContexts() {}

  /**
   * A server's context; clients must show a certificate where an authority is given.
   *
   * @throws IOException when a file cannot be read, or is not what it should be
   */
  public static SslContext of(CacheConfig.Tls tls) throws IOException {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile())
              .protocols("TLSv1.3", "TLSv1.2");
      tls.clientAuthority()
          .ifPresent(
              authority -> builder.trustManager(authority.toFile()).clientAuth(ClientAuth.REQUIRE));
      return builder.build();
    } catch (IllegalArgumentException | SSLException e) {
      throw new IOException(
          "TLS cannot be had of %s and %s: %s; they are a certificate and its key in PEM"
              .formatted(tls.certificate(), tls.key(), e.getMessage()),
          e);
    }
  }
}
