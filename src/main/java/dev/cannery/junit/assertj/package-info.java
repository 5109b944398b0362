/** For AssertJ: what the mock asserts by itself, with descriptions, soft assertions and all else that AssertJ's users expect. */
@NullMarked
package dev.cannery.junit.assertj;

import org.jspecify.annotations.NullMarked;
