package dev.trimaran.server.differential;

import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.Map;

/**
 * Symbols for the lease ids that a server chose itself. The first such grant is symbol {@link
 * #FIRST}, and so on; all other ids stand for themselves.
 */
final class LeaseNames {

  static final long FIRST = 1_000_000;

  private final Map<Long, Long> realOfSymbol = new HashMap<>();
  private final Map<Long, Long> symbolOfReal = new HashMap<>();

  void chosen(long real) {
    long symbol = FIRST + realOfSymbol.size();
    realOfSymbol.put(symbol, real);
    symbolOfReal.put(real, symbol);
  }

  Message toServer(Message request) {
    return Normal.leases(request, id -> realOfSymbol.getOrDefault(id, id));
  }

  Message fromServer(Message reply) {
    return Normal.leases(reply, id -> symbolOfReal.getOrDefault(id, id));
  }
}
