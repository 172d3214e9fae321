/**
 * The house rules as tests.
 *
 * <pre>
 *   rules on sources (the JDK's own parser)     rules on class files (ArchUnit)
 *     sizes, names, habits, @NullMarked, text     import arrows, cycles, parents, purity
 *          SourceTreeTest                              ClassTreeTest
 * </pre>
 *
 * <p>A rule without a canary that it refuses is not a rule: {@code SourceCanariesTest} holds small
 * sources, and {@code dev.trimaran.rules.canary} a small tree of classes, that break each rule
 * once.
 */
@NullMarked
package dev.trimaran.rules;

import org.jspecify.annotations.NullMarked;
