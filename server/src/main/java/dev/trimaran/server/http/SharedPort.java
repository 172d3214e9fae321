package dev.trimaran.server.http;

import io.grpc.ServerCredentials;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.InternalProtocolNegotiators;
import io.netty.channel.ChannelHandler;
import io.netty.util.AsciiString;

/** Makes a gRPC server's port speak HTTP/1.1 too. */
public final class SharedPort {

  private SharedPort() {}

  /** What to give to the builder of the gRPC server. */
  public static ServerCredentials plaintext(HttpRoutes routes, HttpLimits limits) {
    return InternalNettyServerCredentials.create(new Negotiator(routes, limits));
  }

  private static final class Negotiator implements InternalProtocolNegotiator.ProtocolNegotiator {

    private final InternalProtocolNegotiator.ProtocolNegotiator grpc =
        InternalProtocolNegotiators.serverPlaintext();
    private final HttpPipeline http;
    private final HttpLimits limits;

    Negotiator(HttpRoutes routes, HttpLimits limits) {
      this.http = new HttpPipeline(routes, limits);
      this.limits = limits;
    }

    @Override
    public AsciiString scheme() {
      return grpc.scheme();
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler connection) {
      return new FirstBytes(() -> grpc.newHandler(connection), http, limits);
    }

    @Override
    public void close() {
      grpc.close();
    }
  }
}
