/** The keys and certificates of a server. */
@NullMarked
package dev.cannery.internal.server.tls;

import org.jspecify.annotations.NullMarked;
