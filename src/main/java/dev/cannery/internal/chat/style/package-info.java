/** The format of a provider's responses: errors, headers, completions and streams. */
@NullMarked
package dev.cannery.internal.chat.style;

import org.jspecify.annotations.NullMarked;
