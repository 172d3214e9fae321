/**
 * Who may do what: users and their passwords, rights on streams, and the gate that every call
 * passes. All of it is in streams: {@code $user-<login>}, the metadata of each stream, {@code
 * $settings}.
 */
@NullMarked
package dev.trimaran.events.node.access;

import org.jspecify.annotations.NullMarked;
