package dev.trimaran.server.http;

import io.grpc.ServerCredentials;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.InternalProtocolNegotiators;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes a gRPC server's port speak HTTP/1.1 too. */
public final class SharedPort {

  private static final AsciiString HTTPS = AsciiString.cached("https");

  private SharedPort() {}

  /** What to give to the builder of the gRPC server. */
  public static ServerCredentials plaintext(HttpRoutes routes, HttpLimits limits) {
    return InternalNettyServerCredentials.create(new Negotiator(null, routes, limits));
  }

  /**
   * As the other, encrypted.
   *
   * @param certificate and what leads to its root, PEM
   * @param key private, PEM
   * @throws IOException when the files are not what they should be
   */
  public static ServerCredentials tls(
      Path certificate, Path key, HttpRoutes routes, HttpLimits limits) throws IOException {
    try {
      SslContext context =
          SslContextBuilder.forServer(certificate.toFile(), key.toFile())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      ApplicationProtocolConfig.Protocol.ALPN,
                      ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                      ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                      ApplicationProtocolNames.HTTP_2,
                      ApplicationProtocolNames.HTTP_1_1))
              .build();
      return InternalNettyServerCredentials.create(new Negotiator(context, routes, limits));
    } catch (SSLException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "the certificate %s and the key %s cannot be used: %s; both are PEM, the key without a"
                  .formatted(certificate, key, cause.getMessage())
              + " password",
          e);
    }
  }

  private static final class Negotiator implements InternalProtocolNegotiator.ProtocolNegotiator {

    private final InternalProtocolNegotiator.ProtocolNegotiator grpc =
        InternalProtocolNegotiators.serverPlaintext();
    private final HttpPipeline http;
    private final HttpLimits limits;
    private final @Nullable SslContext tls;

    Negotiator(@Nullable SslContext tls, HttpRoutes routes, HttpLimits limits) {
      this.tls = tls;
      this.http = new HttpPipeline(routes, limits);
      this.limits = limits;
    }

    @Override
    public AsciiString scheme() {
      return tls == null ? grpc.scheme() : HTTPS;
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler connection) {
      return new FirstBytes(tls, () -> grpc.newHandler(connection), http, limits);
    }

    @Override
    public void close() {
      grpc.close();
    }
  }
}
