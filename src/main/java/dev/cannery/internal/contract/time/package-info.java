/** Durations as written in files. */
@NullMarked
package dev.cannery.internal.contract.time;

import org.jspecify.annotations.NullMarked;
