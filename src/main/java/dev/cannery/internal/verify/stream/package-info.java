/** The events of a stream, the response that they join to, and their checks. */
@NullMarked
package dev.cannery.internal.verify.stream;

import org.jspecify.annotations.NullMarked;
