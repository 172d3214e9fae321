package dev.trimaran.events.node.access;

import dev.trimaran.events.client.users.ChangePasswordReq;
import dev.trimaran.events.client.users.ChangePasswordResp;
import dev.trimaran.events.client.users.CreateReq;
import dev.trimaran.events.client.users.CreateResp;
import dev.trimaran.events.client.users.DeleteReq;
import dev.trimaran.events.client.users.DeleteResp;
import dev.trimaran.events.client.users.DetailsReq;
import dev.trimaran.events.client.users.DetailsResp;
import dev.trimaran.events.client.users.DisableReq;
import dev.trimaran.events.client.users.DisableResp;
import dev.trimaran.events.client.users.EnableReq;
import dev.trimaran.events.client.users.EnableResp;
import dev.trimaran.events.client.users.ResetPasswordReq;
import dev.trimaran.events.client.users.ResetPasswordResp;
import dev.trimaran.events.client.users.UpdateReq;
import dev.trimaran.events.client.users.UpdateResp;
import dev.trimaran.events.client.users.UsersGrpc;
import dev.trimaran.events.node.api.Failures;
import dev.trimaran.events.node.model.Ticks;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;

/** The users, for administrators; everybody may look at oneself and change one's own password. */
final class UsersService extends UsersGrpc.UsersImplBase {

  static final int MAX_LOGIN = 256;
  static final int MAX_PASSWORD = 1_024;
  static final int MAX_GROUPS = 1_000;

  private static final String UPDATED = "$UserUpdated";
  private static final String PASSWORD_CHANGED = "$PasswordChanged";

  private final Users users;

  UsersService(Users users) {
    this.users = users;
  }

  /** What a call does before it is answered. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static <R> void answer(StreamObserver<R> observer, R response, Work work) {
    Identity identity = Identity.current();
    Thread.ofVirtual()
        .start(() -> {
          try {
            if (!identity.isAdmin()) {
              throw Failures.accessDenied(identity.name() + " may not change users");
            }
            work.run();
            observer.onNext(response);
            observer.onCompleted();
          } catch (IOException | RuntimeException e) {
            observer.onError(Failures.of(e));
          }
        });
  }

  @Override
  public void create(CreateReq request, StreamObserver<CreateResp> observer) {
    CreateReq.Options options = request.getOptions();
    answer(
        observer,
        CreateResp.getDefaultInstance(),
        () -> {
          String login = login(options.getLoginName());
          users.create(
              new User(
                  login,
                  options.getFullName(),
                  groups(options.getGroupsList()),
                  false,
                  PasswordHash.of(password(options.getPassword())),
                  0));
        });
  }

  @Override
  public void update(UpdateReq request, StreamObserver<UpdateResp> observer) {
    UpdateReq.Options options = request.getOptions();
    answer(
        observer,
        UpdateResp.getDefaultInstance(),
        () -> {
          List<String> groups = groups(options.getGroupsList());
          String password = options.getPassword();
          PasswordHash hash = password.isEmpty() ? null : PasswordHash.of(password(password));
          users.change(
              login(options.getLoginName()),
              UPDATED,
              user -> {
                User changed = user.with(options.getFullName(), groups);
                return hash == null ? changed : changed.withPassword(hash);
              });
        });
  }

  @Override
  public void delete(DeleteReq request, StreamObserver<DeleteResp> observer) {
    answer(
        observer,
        DeleteResp.getDefaultInstance(),
        () -> users.delete(login(request.getOptions().getLoginName())));
  }

  @Override
  public void disable(DisableReq request, StreamObserver<DisableResp> observer) {
    answer(
        observer,
        DisableResp.getDefaultInstance(),
        () ->
            users.change(
                login(request.getOptions().getLoginName()),
                UPDATED,
                user -> user.withDisabled(true)));
  }

  @Override
  public void enable(EnableReq request, StreamObserver<EnableResp> observer) {
    answer(
        observer,
        EnableResp.getDefaultInstance(),
        () ->
            users.change(
                login(request.getOptions().getLoginName()),
                UPDATED,
                user -> user.withDisabled(false)));
  }

  @Override
  public void resetPassword(ResetPasswordReq request, StreamObserver<ResetPasswordResp> observer) {
    ResetPasswordReq.Options options = request.getOptions();
    answer(
        observer,
        ResetPasswordResp.getDefaultInstance(),
        () -> {
          PasswordHash hash = PasswordHash.of(password(options.getNewPassword()));
          users.change(
              login(options.getLoginName()), PASSWORD_CHANGED, user -> user.withPassword(hash));
        });
  }

  @Override
  public void changePassword(
      ChangePasswordReq request, StreamObserver<ChangePasswordResp> observer) {
    ChangePasswordReq.Options options = request.getOptions();
    Identity identity = Identity.current();
    Thread.ofVirtual()
        .start(() -> {
          try {
            String login = login(options.getLoginName());
            if (!identity.isAdmin() && !login.equals(identity.login())) {
              throw Failures.accessDenied(identity.name() + " may not change another's password");
            }
            PasswordHash hash = PasswordHash.of(password(options.getNewPassword()));
            users.change(
                login,
                PASSWORD_CHANGED,
                user -> {
                  if (!user.password().matches(options.getCurrentPassword())) {
                    throw Failures.accessDenied("the current password is another");
                  }
                  return user.withPassword(hash);
                });
            observer.onNext(ChangePasswordResp.getDefaultInstance());
            observer.onCompleted();
          } catch (IOException | RuntimeException e) {
            observer.onError(Failures.of(e));
          }
        });
  }

  @Override
  public void details(DetailsReq request, StreamObserver<DetailsResp> observer) {
    String login = request.getOptions().getLoginName();
    Identity identity = Identity.current();
    Thread.ofVirtual()
        .start(() -> {
          try {
            if (!identity.isAdmin() && !login.equals(identity.login())) {
              throw Failures.accessDenied(identity.name() + " may not look at other users");
            }
            for (User user : login.isEmpty() ? users.all() : List.of(one(login))) {
              observer.onNext(details(user));
            }
            observer.onCompleted();
          } catch (IOException | RuntimeException e) {
            observer.onError(Failures.of(e));
          }
        });
  }

  private User one(String login) throws IOException {
    User user = users.find(login).user();
    if (user == null) {
      throw Failures.userNotFound(login);
    }
    return user;
  }

  private static DetailsResp details(User user) {
    return DetailsResp.newBuilder()
        .setUserDetails(
            DetailsResp.UserDetails.newBuilder()
                .setLoginName(user.login())
                .setFullName(user.fullName())
                .addAllGroups(user.groups())
                .setDisabled(user.disabled())
                .setLastUpdated(
                    DetailsResp.UserDetails.DateTime.newBuilder()
                        .setTicksSinceEpoch(Ticks.ofMillis(user.updated()))))
        .build();
  }

  private static String login(String login) {
    if (login.isEmpty()
        || login.length() > MAX_LOGIN
        || login.chars().anyMatch(c -> c <= ' ' || c == ':' || c == 0x7f)) {
      throw Failures.invalid(
          "a login is 1 to " + MAX_LOGIN + " characters without blanks and colons");
    }
    if (login.startsWith("$")) {
      throw Failures.invalid("a login does not begin with $: those are roles of the system");
    }
    return login;
  }

  private static String password(String password) {
    if (password.isEmpty() || password.length() > MAX_PASSWORD) {
      throw Failures.invalid("a password is 1 to " + MAX_PASSWORD + " characters");
    }
    return password;
  }

  private static List<String> groups(List<String> groups) {
    if (groups.size() > MAX_GROUPS
        || groups.stream().anyMatch(g -> g.isEmpty() || g.length() > MAX_LOGIN)) {
      throw Failures.invalid(
          "a user has up to %d groups of 1 to %d characters".formatted(MAX_GROUPS, MAX_LOGIN));
    }
    return groups;
  }
}
