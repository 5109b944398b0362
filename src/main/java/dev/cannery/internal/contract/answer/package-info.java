/** Checks whether a canned response is valid, by itself and as the response to one request. */
@NullMarked
package dev.cannery.internal.contract.answer;

import org.jspecify.annotations.NullMarked;
