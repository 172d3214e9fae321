package dev.trimaran.raft.core.model;

/**
 * A command to be appended.
 *
 * @param id chosen by the node where it was proposed, unique there while in flight; names it in a
 *     refusal
 */
public record Proposal(long id, byte[] data) {}
