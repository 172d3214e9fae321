package dev.trimaran.cache.core.scan;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.packed.PackedTable;
import dev.trimaran.cache.core.packed.View;

/** A collection whose elements can be drawn at random. */
public interface Sampled {

  int size();

  /** Shows an element and its value, each with the same chance. The collection is not empty. */
  void random(Randomness randomness, View element, View value);

  /** Visits all; the collection is not changed meanwhile. */
  void forEach(PackedTable.Visitor visitor);
}
