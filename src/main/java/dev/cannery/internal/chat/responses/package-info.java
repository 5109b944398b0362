/** Translates requests and answers of the Responses API to the chat requests and completions with the same meaning. */
@NullMarked
package dev.cannery.internal.chat.responses;

import org.jspecify.annotations.NullMarked;
