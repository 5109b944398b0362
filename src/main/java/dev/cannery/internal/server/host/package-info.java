/** The HTTP server below the API: addresses, protocols, threads, and the handling of fatal errors. */
@NullMarked
package dev.cannery.internal.server.host;

import org.jspecify.annotations.NullMarked;
