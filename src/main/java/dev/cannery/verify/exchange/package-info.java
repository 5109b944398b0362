/** What is sent to a provider and what comes back, with its times. */
@NullMarked
package dev.cannery.verify.exchange;

import org.jspecify.annotations.NullMarked;
