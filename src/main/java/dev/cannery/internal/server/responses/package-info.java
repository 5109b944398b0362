/** What the Responses API stores, and the paths at which it is read. */
@NullMarked
package dev.cannery.internal.server.responses;

import org.jspecify.annotations.NullMarked;
