/** Writes contracts in the formats of other tools. */
@NullMarked
package dev.cannery.internal.record.export;

import org.jspecify.annotations.NullMarked;
