/** Reads request bodies without blocking threads, within limits of size, time and memory. */
@NullMarked
package dev.cannery.internal.server.transport;

import org.jspecify.annotations.NullMarked;
