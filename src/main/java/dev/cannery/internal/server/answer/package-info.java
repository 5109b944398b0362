/** The answer to a request, its cause, and the events that the server reports about it. */
@NullMarked
package dev.cannery.internal.server.answer;

import org.jspecify.annotations.NullMarked;
