package dev.trimaran.server.http;

import java.nio.charset.StandardCharsets;

/**
 * An answer to an HTTP request.
 *
 * @param status the status code
 * @param contentType of the body
 * @param body its bytes
 */
public record HttpReply(int status, String contentType, byte[] body) {

  public static HttpReply text(int status, String text) {
    return new HttpReply(
        status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpReply json(int status, String json) {
    return new HttpReply(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }
}
