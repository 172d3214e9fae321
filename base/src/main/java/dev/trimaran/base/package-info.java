/** The words that every room shares: identities and always-on checks. */
@NullMarked
package dev.trimaran.base;

import org.jspecify.annotations.NullMarked;
