/** Turns recorded traffic into contracts. */
@NullMarked
package dev.cannery.internal.record;

import org.jspecify.annotations.NullMarked;
