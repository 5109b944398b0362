/** Readers of the expectations of other mocks, whose matchers become rules. */
@NullMarked
package dev.cannery.internal.record.formats.mock;

import org.jspecify.annotations.NullMarked;
