/** Requests that find out what a provider does, without any contract. */
@NullMarked
package dev.cannery.internal.verify.probe;

import org.jspecify.annotations.NullMarked;
