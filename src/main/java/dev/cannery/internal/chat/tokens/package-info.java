/** Token counts as in the API's usage, and texts split at tokens and characters. */
@NullMarked
package dev.cannery.internal.chat.tokens;

import org.jspecify.annotations.NullMarked;
