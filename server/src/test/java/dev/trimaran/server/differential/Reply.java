package dev.trimaran.server.differential;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.grpc.Status;

/** What a server answered, in the form in which it is compared. */
sealed interface Reply {

  /** A message. */
  record Ok(Message message) implements Reply {
    @Override
    public String toString() {
      String text = TextFormat.printer().emittingSingleLine(true).printToString(message);
      return "OK " + (text.length() > 4000 ? text.substring(0, 4000) + "..." : text);
    }
  }

  /** An error. */
  record Failed(Status.Code code, String text) implements Reply {}
}
