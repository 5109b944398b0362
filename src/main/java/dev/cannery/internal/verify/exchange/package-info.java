/** What is sent to a provider and what comes back, with its times. */
@NullMarked
package dev.cannery.internal.verify.exchange;

import org.jspecify.annotations.NullMarked;
