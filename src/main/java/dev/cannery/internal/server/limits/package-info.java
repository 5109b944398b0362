/** Rate limits: quotas that refill continuously, and the headers that report them. */
@NullMarked
package dev.cannery.internal.server.limits;

import org.jspecify.annotations.NullMarked;
