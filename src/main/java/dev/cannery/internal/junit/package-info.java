/** The internals of the test extension. */
@NullMarked
package dev.cannery.internal.junit;

import org.jspecify.annotations.NullMarked;
