/** Requests that probe a provider without a contract. */
@NullMarked
package dev.cannery.internal.verify.probe;

import org.jspecify.annotations.NullMarked;
