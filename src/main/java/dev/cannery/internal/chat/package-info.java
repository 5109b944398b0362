/** Words of the wire: the request view, field names and shapes, finish reasons, API errors, token counts. */
@NullMarked
package dev.cannery.internal.chat;

import org.jspecify.annotations.NullMarked;
