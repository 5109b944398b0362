/** Which interactions, turns and rules of the contracts tests exercised, and how people read it. */
@NullMarked
package dev.cannery.junit.coverage;

import org.jspecify.annotations.NullMarked;
