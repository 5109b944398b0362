@NullMarked
/** Tests of what has changed since a recording. */
package dev.cannery.internal.record.compare;

import org.jspecify.annotations.NullMarked;
