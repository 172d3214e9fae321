/**
 * The ports: everything a node may ask of the world it runs in.
 *
 * <pre>
 *   Clock  Randomness  Disk  Network  Loops    ── bundled as a World
 *     real in io                imagined in simulation
 * </pre>
 *
 * <p>Ports are asynchronous where the world is slow: an operation is submitted, and its completion
 * arrives later as one more input of the node.
 */
@NullMarked
package dev.trimaran.base.port;

import org.jspecify.annotations.NullMarked;
