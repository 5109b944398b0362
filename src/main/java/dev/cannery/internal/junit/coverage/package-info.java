/** What tests exercised of the contracts, and the requests that they sent: the reports of a run. */
@NullMarked
package dev.cannery.internal.junit.coverage;

import org.jspecify.annotations.NullMarked;
