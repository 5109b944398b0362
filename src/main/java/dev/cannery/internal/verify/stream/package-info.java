/** The frames of a stream, the answer they join to, and what must hold of them. */
@NullMarked
package dev.cannery.internal.verify.stream;

import org.jspecify.annotations.NullMarked;
