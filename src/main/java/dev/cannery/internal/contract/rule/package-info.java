/** Constraints on one JSON value, and the mismatches they find. */
@NullMarked
package dev.cannery.internal.contract.rule;

import org.jspecify.annotations.NullMarked;
