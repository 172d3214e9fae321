/** How answers and errors are written: for people, as JSON, or as YAML. */
@NullMarked
package dev.trimaran.cli.output;

import org.jspecify.annotations.NullMarked;
