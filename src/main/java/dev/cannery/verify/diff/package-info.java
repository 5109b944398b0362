/** What changed between two states of contracts. */
@NullMarked
package dev.cannery.verify.diff;

import org.jspecify.annotations.NullMarked;
