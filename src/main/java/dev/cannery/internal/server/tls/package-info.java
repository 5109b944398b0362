/** The keys and certificates of a server; the server's own, no promise to others. */
@NullMarked
package dev.cannery.internal.server.tls;

import org.jspecify.annotations.NullMarked;
