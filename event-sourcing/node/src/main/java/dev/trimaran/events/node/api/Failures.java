package dev.trimaran.events.node.api;

import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.group.GroupKey;
import dev.trimaran.events.node.group.GroupRefusal;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.raft.node.RaftException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Errors as clients know them: a status, and trailers of which {@code exception} says what kind it
 * is.
 */
public final class Failures {

  private static final Metadata.Key<String> EXCEPTION = key("exception");

  private Failures() {}

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Words of trailers, name and value in turn. */
  private static StatusRuntimeException failure(
      Status status, String kind, String text, String... trailers) {
    var metadata = new Metadata();
    metadata.put(EXCEPTION, kind);
    for (int i = 0; i < trailers.length; i += 2) {
      metadata.put(key(trailers[i]), ascii(trailers[i + 1]));
    }
    return status.withDescription(text).asRuntimeException(metadata);
  }

  /** A trailer is printable ASCII: what is not becomes a question mark. */
  private static String ascii(String text) {
    var out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
    return out.toString();
  }

  /** Another node leads; clients go there. */
  public static StatusRuntimeException notLeader(ClusterView.@Nullable Member leader) {
    if (leader == null) {
      return Status.UNAVAILABLE
          .withDescription("no leader is known yet; try again in a moment")
          .asRuntimeException();
    }
    return failure(
        Status.NOT_FOUND,
        "not-leader",
        "this node does not lead; " + leader.host() + ":" + leader.port() + " does",
        "leader-endpoint-host",
        leader.host(),
        "leader-endpoint-port",
        Integer.toString(leader.port()));
  }

  public static StatusRuntimeException streamDeleted(String stream) {
    return failure(
        Status.FAILED_PRECONDITION,
        "stream-deleted",
        "the stream " + stream + " was deleted for ever",
        "stream-name",
        stream);
  }

  public static StatusRuntimeException streamNotFound(String stream) {
    return failure(
        Status.NOT_FOUND,
        "stream-not-found",
        "there is no stream " + stream,
        "stream-name",
        stream);
  }

  /** Expectations are numbers to clients: -2 any, -1 no stream, -4 exists. */
  static StatusRuntimeException wrongRevision(
      String stream, ExpectedRevision expected, StreamState actual) {
    return failure(
        Status.FAILED_PRECONDITION,
        "wrong-expected-version",
        "the stream " + stream + " is at " + actual.revision() + ", not as expected: " + expected,
        "stream-name",
        stream,
        "expected-version",
        Long.toString(Revisions.number(expected)),
        "actual-version",
        Long.toString(actual.revision()));
  }

  public static StatusRuntimeException accessDenied(String text) {
    return failure(Status.PERMISSION_DENIED, "access-denied", text);
  }

  public static StatusRuntimeException userNotFound(String login) {
    return failure(
        Status.NOT_FOUND, "user-not-found", "there is no user " + login, "login-name", login);
  }

  public static StatusRuntimeException userConflict(String login) {
    return failure(
        Status.FAILED_PRECONDITION,
        "user-conflict",
        "the user " + login + " is there already, or was changed by another at the same time",
        "login-name",
        login);
  }

  public static StatusRuntimeException scavengeNotFound(String id) {
    return failure(
        Status.NOT_FOUND, "scavenge-not-found", "no scavenge " + id + " runs", "scavenge-id", id);
  }

  static StatusRuntimeException appendTooLarge(int limit) {
    return failure(
        Status.INVALID_ARGUMENT,
        "maximum-append-size-exceeded",
        "an append has up to " + limit + " bytes; append in parts",
        "maximum-append-size",
        Integer.toString(limit));
  }

  static StatusRuntimeException eventTooLarge(String id, int bytes, int limit) {
    return failure(
        Status.INVALID_ARGUMENT,
        "maximum-append-event-size-exceeded",
        "the event " + id + " has " + bytes + " bytes, an event has up to " + limit,
        "maximum-append-event-size",
        Integer.toString(limit),
        "event-id",
        id,
        "proposed-append-event-size",
        Integer.toString(bytes));
  }

  static StatusRuntimeException missingMetadata(String property) {
    return failure(
        Status.INVALID_ARGUMENT,
        "missing-required-metadata-property",
        "an event's metadata has no " + property,
        "required-metadata-properties",
        "type,content-type");
  }

  /** What was asked of a persistent subscription cannot be done. */
  static StatusRuntimeException of(GroupRefusal refusal, ClusterView.@Nullable Member leader) {
    String text = String.valueOf(refusal.getMessage());
    return switch (refusal.reason()) {
      case NOT_LEADER -> notLeader(leader);
      case NOT_READY -> Status.UNAVAILABLE.withDescription(text).asRuntimeException();
      case DOES_NOT_EXIST ->
          group(Status.NOT_FOUND, "persistent-subscription-does-not-exist", text, refusal.key());
      case EXISTS ->
          group(Status.ALREADY_EXISTS, "persistent-subscription-exists", text, refusal.key());
      case FAILED ->
          failure(
              Status.INTERNAL,
              "persistent-subscription-failed",
              text,
              "stream-name",
              refusal.key().stream(),
              "group-name",
              refusal.key().name(),
              "reason",
              text);
    };
  }

  static StatusRuntimeException groupDropped(GroupKey key) {
    return group(
        Status.CANCELLED,
        "persistent-subscription-dropped",
        "the group " + key.id() + " was deleted or changed",
        key);
  }

  static StatusRuntimeException tooManyConsumers(GroupKey key) {
    return group(
        Status.FAILED_PRECONDITION,
        "maximum-subscribers-reached",
        "the group " + key.id() + " has as many subscribers as it may have",
        key);
  }

  private static StatusRuntimeException group(
      Status status, String kind, String text, GroupKey key) {
    return failure(status, kind, text, "stream-name", key.stream(), "group-name", key.name());
  }

  /** The request is not one. */
  public static StatusRuntimeException invalid(String text) {
    return Status.INVALID_ARGUMENT.withDescription(text).asRuntimeException();
  }

  /** What a failure of the log or of a thread is to a client. */
  public static StatusRuntimeException of(Throwable failure) {
    return switch (failure) {
      case StatusRuntimeException known -> known;
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case RaftException raft -> of(raft);
      case IllegalArgumentException refused -> invalid(String.valueOf(refused.getMessage()));
      default ->
          Status.INTERNAL
              .withDescription("the node failed: " + failure)
              .withCause(failure)
              .asRuntimeException();
    };
  }

  /** What {@code exception} says of a failure; empty when it is of no kind that clients know. */
  static String kind(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    String kind = trailers == null ? null : trailers.get(EXCEPTION);
    return kind == null ? "" : kind;
  }

  /** Whether the node cannot serve, rather than the request be served. */
  static boolean isGone(Throwable failure) {
    return failure instanceof RaftException raft
        && switch (raft.reason()) {
          case NO_LEADER, TRANSFER, STOPPED -> true;
          case OVERLOADED, TIMEOUT, TOO_LARGE -> false;
        };
  }

  private static StatusRuntimeException of(RaftException failure) {
    Status status =
        switch (failure.reason()) {
          case TIMEOUT -> Status.ABORTED;
          case NO_LEADER, OVERLOADED, TRANSFER, STOPPED -> Status.UNAVAILABLE;
          case TOO_LARGE -> Status.INVALID_ARGUMENT;
        };
    return status.withDescription(failure.getMessage()).asRuntimeException();
  }
}
