/** Records the calls of a provider, and turns them into contracts. */
@NullMarked
package dev.cannery.internal.record;

import org.jspecify.annotations.NullMarked;
