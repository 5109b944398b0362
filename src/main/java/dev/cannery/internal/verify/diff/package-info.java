/** Comparison of two versions of contracts. */
@NullMarked
package dev.cannery.internal.verify.diff;

import org.jspecify.annotations.NullMarked;
