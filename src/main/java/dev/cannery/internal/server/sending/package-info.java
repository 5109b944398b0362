/** Sends responses: with their delays, to slow readers, and with broken endings. */
@NullMarked
package dev.cannery.internal.server.sending;

import org.jspecify.annotations.NullMarked;
