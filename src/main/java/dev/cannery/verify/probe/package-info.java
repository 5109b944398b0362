/** Requests that find out what a provider does, without any contract. */
@NullMarked
package dev.cannery.verify.probe;

import org.jspecify.annotations.NullMarked;
