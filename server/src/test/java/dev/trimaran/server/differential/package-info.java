/**
 * The differential test: seeded random operations are sent to a real etcd and to our server, and
 * the replies are compared field by field, error codes and texts and watch events included.
 *
 * <p>What is not compared, because it must differ or is a matter of chance in etcd itself:
 *
 * <ul>
 *   <li>in headers: cluster id, member id and term;
 *   <li>lease ids that the server chose: each gets a symbol in the order of the grants;
 *   <li>which of two lease ids is the greater, when the server chose one of them;
 *   <li>the remaining time of a lease, by one second;
 *   <li>the order of the keys of a lease (a map in etcd), and, with more than one node, of leases;
 *   <li>in sorted ranges of more than twelve keys, the order of those that are equal by what was
 *       sorted, and which of them a limit cuts off;
 *   <li>how events are grouped into watch responses, and the header's revision of those;
 *   <li>the text of gRPC's own refusal of a message above its limit: the code alone.
 * </ul>
 */
@NullMarked
package dev.trimaran.server.differential;

import org.jspecify.annotations.NullMarked;
