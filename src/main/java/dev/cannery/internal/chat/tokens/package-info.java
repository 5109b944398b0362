/** Counts of tokens as the API's usage reports them, and texts cut at tokens and characters. */
@NullMarked
package dev.cannery.internal.chat.tokens;

import org.jspecify.annotations.NullMarked;
