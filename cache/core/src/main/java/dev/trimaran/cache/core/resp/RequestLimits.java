package dev.trimaran.cache.core.resp;

/**
 * What a request may hold; more is a protocol error, told before anything is allocated.
 *
 * @param bulkBytes of one argument ({@code proto-max-bulk-len}); Redis's default is 512 MiB
 * @param arguments of one request, the command's name included
 * @param lineBytes of an inline command, and of any line that announces a length
 * @param strangerArguments of a request before the client is authenticated, where it must be
 * @param strangerBulkBytes of its arguments
 */
public record RequestLimits(
    int bulkBytes, int arguments, int lineBytes, int strangerArguments, int strangerBulkBytes) {

  /** Redis's. */
  public static final RequestLimits DEFAULT =
      new RequestLimits(512 * 1024 * 1024, 1024 * 1024, 64 * 1024, 10, 16 * 1024);
}
