package dev.trimaran.events.node.access;

import java.util.List;

/**
 * A user.
 *
 * @param login unique, without what separates it from the password
 * @param fullName for people
 * @param groups roles that rights are given to
 * @param disabled whether the password is refused however right
 * @param updated when it was last changed, milliseconds since 1970; 0 for a user of the first start
 */
record User(
    String login,
    String fullName,
    List<String> groups,
    boolean disabled,
    PasswordHash password,
    long updated) {

  User {
    groups = List.copyOf(groups);
  }

  User withDisabled(boolean now) {
    return new User(login, fullName, groups, now, password, updated);
  }

  User withPassword(PasswordHash now) {
    return new User(login, fullName, groups, disabled, now, updated);
  }

  User with(String newFullName, List<String> newGroups) {
    return new User(login, newFullName, newGroups, disabled, password, updated);
  }
}
