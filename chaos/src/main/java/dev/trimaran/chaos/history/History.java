package dev.trimaran.chaos.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the clients of one run did.
 *
 * @param operations in order of invocation
 */
public record History(List<Operation> operations) {

  public History {
    operations = operations.stream().sorted(Comparator.comparingLong(Operation::invoked)).toList();
  }

  /** One history for each key, in order of first use. */
  public Map<String, History> byKey() {
    Map<String, List<Operation>> keys = new LinkedHashMap<>();
    for (Operation operation : operations) {
      keys.computeIfAbsent(operation.command().key(), key -> new ArrayList<>()).add(operation);
    }
    Map<String, History> histories = new LinkedHashMap<>();
    keys.forEach((key, list) -> histories.put(key, new History(list)));
    return histories;
  }

  /** How many operations ended so. */
  public long count(Outcome outcome) {
    return operations.stream().filter(operation -> operation.outcome() == outcome).count();
  }
}
