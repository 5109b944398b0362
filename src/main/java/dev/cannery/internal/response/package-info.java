/** A canned answer turned into bytes: whole JSON, SSE frames, and when each frame is due. */
@NullMarked
package dev.cannery.internal.response;

import org.jspecify.annotations.NullMarked;
