/** Checks of responses: what every valid response must satisfy, and what a contract requires. */
@NullMarked
package dev.cannery.internal.verify.check;

import org.jspecify.annotations.NullMarked;
