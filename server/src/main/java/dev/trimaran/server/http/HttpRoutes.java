package dev.trimaran.server.http;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The paths that are served, by exact match.
 *
 * @param routes what answers each path
 */
public record HttpRoutes(Map<String, HttpRoute> routes) {

  public HttpRoutes {
    routes = Map.copyOf(routes);
  }

  CompletionStage<HttpReply> answer(String method, String uri) {
    int question = uri.indexOf('?');
    String path = question < 0 ? uri : uri.substring(0, question);
    HttpRoute route = routes.get(path);
    if (route == null) {
      return CompletableFuture.completedFuture(
          HttpReply.text(404, "404 page not found; served: " + served() + "\n"));
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return CompletableFuture.completedFuture(HttpReply.text(405, "Method Not Allowed\n"));
    }
    return route.answer(question < 0 ? "" : uri.substring(question + 1));
  }

  private String served() {
    return String.join(" ", routes.keySet().stream().sorted().toList());
  }
}
