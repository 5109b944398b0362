/** Readers of the expectations of mocks, which state rules of their own. */
@NullMarked
package dev.cannery.internal.record.formats.mock;

import org.jspecify.annotations.NullMarked;
