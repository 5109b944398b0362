/** Reads the recordings and mocks of other tools, and writes contracts in their formats. */
@NullMarked
package dev.cannery.internal.record.formats;

import org.jspecify.annotations.NullMarked;
