/** Values that a canned response leaves open, derived from the request: ids, fragments, times, probabilities. */
@NullMarked
package dev.cannery.internal.response.derived;

import org.jspecify.annotations.NullMarked;
