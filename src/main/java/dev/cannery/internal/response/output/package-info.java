/** Responses of the Responses API: their items, and the events that stream them. */
@NullMarked
package dev.cannery.internal.response.output;

import org.jspecify.annotations.NullMarked;
