package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.pubsub.PubSub;
import dev.trimaran.cache.core.session.Sessions;
import dev.trimaran.cache.core.settings.Settings;
import dev.trimaran.cache.core.tracking.Tracking;

/**
 * What the commands of the server tell of.
 *
 * @param counters and what has been counted
 */
public record Server(
    Databases databases,
    CommandTable table,
    Sessions sessions,
    Settings settings,
    PubSub pubSub,
    Tracking tracking,
    Counters counters,
    Administration administration) {}
