package dev.trimaran.cli.output;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command writes and reads.
 *
 * @param in what is typed or piped in
 * @param out data, and nothing else
 * @param err talk: progress, warnings, errors
 * @param terminal whether a person reads {@code err} as it is written
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {}
