/** How bytes come and go on a connection, on time and without a thread that waits; the server's own, no promise to others. */
@NullMarked
package dev.cannery.internal.server.transport;

import org.jspecify.annotations.NullMarked;
