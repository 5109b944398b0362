/** Renders canned responses to bytes: whole JSON, or SSE frames and when each of them is due. */
@NullMarked
package dev.cannery.internal.response;

import org.jspecify.annotations.NullMarked;
