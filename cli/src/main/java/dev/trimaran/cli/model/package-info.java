/** The words that all commands share: exit codes, errors, where a cluster's files lie. */
@NullMarked
package dev.trimaran.cli.model;

import org.jspecify.annotations.NullMarked;
