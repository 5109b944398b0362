/** Checks of Responses and of the events of their streams. */
@NullMarked
package dev.cannery.internal.verify.responses;

import org.jspecify.annotations.NullMarked;
