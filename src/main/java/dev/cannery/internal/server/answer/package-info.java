/** What a request is answered with, why, and what the server reports about it. */
@NullMarked
package dev.cannery.internal.server.answer;

import org.jspecify.annotations.NullMarked;
