/** Compares requests and answers with the recorded ones. */
@NullMarked
package dev.cannery.internal.record.compare;

import org.jspecify.annotations.NullMarked;
