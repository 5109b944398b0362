/** What changed between two states of contracts. */
@NullMarked
package dev.cannery.internal.verify.diff;

import org.jspecify.annotations.NullMarked;
