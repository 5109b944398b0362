/** Contracts written as the text that the reader reads. */
@NullMarked
package dev.cannery.internal.contract.writer;

import org.jspecify.annotations.NullMarked;
