/** What goes wrong by chance or on demand, whatever the contracts say; the server's own, no promise to others. */
@NullMarked
package dev.cannery.internal.server.chaos;

import org.jspecify.annotations.NullMarked;
