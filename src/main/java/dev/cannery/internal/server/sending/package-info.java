/** Sends responses: at their pace, to slow readers, and with broken endings. */
@NullMarked
package dev.cannery.internal.server.sending;

import org.jspecify.annotations.NullMarked;
