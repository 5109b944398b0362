/** Assertions on the mock for AssertJ, with descriptions, soft assertions and its other features. */
@NullMarked
package dev.cannery.junit.assertj;

import org.jspecify.annotations.NullMarked;
