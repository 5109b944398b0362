/** Reads the recordings and mocks of other tools, and converts them to contracts. */
@NullMarked
package dev.cannery.internal.record.formats;

import org.jspecify.annotations.NullMarked;
