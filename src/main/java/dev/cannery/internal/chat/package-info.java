/** The vocabulary of the API: requests, field names and shapes, finish reasons, errors, token counts. */
@NullMarked
package dev.cannery.internal.chat;

import org.jspecify.annotations.NullMarked;
