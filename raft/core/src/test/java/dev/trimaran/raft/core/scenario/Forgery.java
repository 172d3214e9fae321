package dev.trimaran.raft.core.scenario;

import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/**
 * Messages written by hand:
 *
 * <pre>
 * append TERM PREV@TERM COMMIT [INDEX@TERM=TEXT | INDEX@TERM=voters:1,2] ...
 * appended TERM MATCH
 * mismatch TERM PREV HINT@TERM
 * vote TERM LAST@TERM
 * prevote TERM LAST@TERM
 * granted TERM
 * refused TERM
 * readindex TERM CONTEXT
 * snapshot TERM INDEX TERM VOTERS   the whole of it in one chunk
 * </pre>
 */
final class Forgery {

  private Forgery() {}

  static Message message(String[] words) {
    long term = Long.parseLong(words[1]);
    return switch (words[0]) {
      case "append" -> append(words, term);
      case "appended" -> new Message.AppendResponse(term, true, number(words[2]), 0, 0, 0);
      case "mismatch" ->
          new Message.AppendResponse(
              term, false, number(words[2]), index(words[3]), termOf(words[3]), 0);
      case "vote" -> new Message.VoteRequest(term, false, false, index(words[2]), termOf(words[2]));
      case "prevote" ->
          new Message.VoteRequest(term, true, false, index(words[2]), termOf(words[2]));
      case "granted" -> new Message.VoteResponse(term, false, true);
      case "refused" -> new Message.VoteResponse(term, false, false);
      case "readindex" -> new Message.ReadIndexRequest(term, number(words[2]));
      case "snapshot" ->
          new Message.SnapshotChunk(
              term,
              Story.meta(words[2], words[3], words[4]),
              0,
              ByteBuffer.allocate(Long.BYTES).putLong(77).array(),
              true);
      default -> throw new IllegalArgumentException("no such message: " + words[0]);
    };
  }

  private static Message append(String[] words, long term) {
    var entries = new ArrayList<Entry>();
    for (int i = 4; i < words.length; i++) {
      entries.add(Story.entry(words[i]));
    }
    return new Message.AppendRequest(
        term, index(words[2]), termOf(words[2]), entries, number(words[3]), 0);
  }

  private static long number(String word) {
    return Long.parseLong(word);
  }

  private static long index(String place) {
    return number(place.substring(0, place.indexOf('@')));
  }

  private static long termOf(String place) {
    return number(place.substring(place.indexOf('@') + 1));
  }
}
