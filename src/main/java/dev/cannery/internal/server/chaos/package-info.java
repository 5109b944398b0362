/** Faults that are injected at random or on request, independent of the contracts. */
@NullMarked
package dev.cannery.internal.server.chaos;

import org.jspecify.annotations.NullMarked;
