/** The services, asked by stubs and by KurrentDB's own client. */
@NullMarked
package dev.trimaran.events.node.api;

import org.jspecify.annotations.NullMarked;
