/** The reports of a test run: coverage of the contracts, and recorded requests. */
@NullMarked
package dev.cannery.internal.junit.coverage;

import org.jspecify.annotations.NullMarked;
