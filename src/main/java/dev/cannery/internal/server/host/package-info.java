/** The HTTP server below the API: addresses, protocols, threads, and what happens when a handler breaks down. */
@NullMarked
package dev.cannery.internal.server.host;

import org.jspecify.annotations.NullMarked;
