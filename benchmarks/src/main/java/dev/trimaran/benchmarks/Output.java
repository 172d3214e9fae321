package dev.trimaran.benchmarks;

/** Form of the result. */
enum Output {
  table,
  json
}
