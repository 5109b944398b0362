/** Rate limits that are kept: quotas that refill all the time, and what a client is told of them. */
@NullMarked
package dev.cannery.internal.server.limits;

import org.jspecify.annotations.NullMarked;
