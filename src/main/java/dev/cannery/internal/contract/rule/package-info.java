/** Constraints on one JSON value, and the mismatches that they report. */
@NullMarked
package dev.cannery.internal.contract.rule;

import org.jspecify.annotations.NullMarked;
