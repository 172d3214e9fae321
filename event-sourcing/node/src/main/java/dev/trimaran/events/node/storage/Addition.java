package dev.trimaran.events.node.storage;

import dev.trimaran.events.core.index.Place;
import dev.trimaran.events.core.index.Term;
import java.util.List;

/** An event on its way into the index. */
record Addition(Place place, long created, long streamHash, List<Term> terms) {}
