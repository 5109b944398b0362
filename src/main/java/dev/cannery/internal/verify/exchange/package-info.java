/** Requests to a provider and its replies, with the time of each fragment. */
@NullMarked
package dev.cannery.internal.verify.exchange;

import org.jspecify.annotations.NullMarked;
