/** How a provider's answers look on the wire: the form of its errors, its headers, and what it adds to an answer. */
@NullMarked
package dev.cannery.internal.chat.style;

import org.jspecify.annotations.NullMarked;
