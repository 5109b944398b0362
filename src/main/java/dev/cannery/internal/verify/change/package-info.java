/** Comparison of two versions of contracts. */
@NullMarked
package dev.cannery.internal.verify.change;

import org.jspecify.annotations.NullMarked;
