package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;

/** The arguments {@code FIELDS numfields field ...} at a command's end. */
final class FieldList {

  static final Refused NOT_POSITIVE =
      new Refused("ERR Number of fields must be a positive integer");
  private static final Refused MISSING =
      new Refused("ERR Mandatory argument FIELDS is missing or not at the right position");
  private static final Refused MISMATCH =
      new Refused("ERR The `numfields` parameter must match the number of arguments");
  private static final Word FIELDS = Word.of("FIELDS");
  private static final int NO_FIELD = -2;

  private FieldList() {}

  /** The index of the first field; the list begins at {@code at}. */
  static int first(Call call, int at, Refused noNumber) {
    if (at + 1 >= call.count() || !call.arguments().is(at, FIELDS)) {
      throw MISSING;
    }
    long fields = call.integer(at + 1, noNumber);
    if (fields < 1) {
      throw noNumber;
    }
    if (fields != call.count() - at - 2) {
      throw MISMATCH;
    }
    return at + 2;
  }

  /** The reply where there is no hash. */
  static void answerNone(Call call, int first) {
    call.reply().array(call.count() - first);
    for (int i = first; i < call.count(); i++) {
      call.reply().integer(NO_FIELD);
    }
  }
}
