package dev.trimaran.benchmarks.cache.memory;

import dev.trimaran.benchmarks.cache.resp.RespClient;
import dev.trimaran.benchmarks.cache.server.CacheServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a server how many entries it holds: one that dropped some would look small. */
final class EntryCount {

  private static final String ITEMS = "STAT curr_items ";

  private EntryCount() {}

  static long of(CacheServer server) throws IOException {
    return switch (server.program().protocol()) {
      case RESP -> dbSize(server);
      case MEMCACHED -> currentItems(server);
    };
  }

  private static long dbSize(CacheServer server) throws IOException {
    try (var client = new RespClient(server.address())) {
      return Long.parseLong(client.call("DBSIZE"));
    }
  }

  private static long currentItems(CacheServer server) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.port())) {
      socket.getOutputStream().write("stats\r\n".getBytes(StandardCharsets.US_ASCII));
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = lines.readLine();
          line != null && !line.equals("END");
          line = lines.readLine()) {
        if (line.startsWith(ITEMS)) {
          return Long.parseLong(line.substring(ITEMS.length()).strip());
        }
      }
      throw new IOException("memcached's statistics do not tell how many items it holds");
    }
  }
}
