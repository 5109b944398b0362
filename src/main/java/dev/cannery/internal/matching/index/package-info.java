/** An index that finds which of many rules a request could satisfy, without trying them all. Internal to matching. */
@NullMarked
package dev.cannery.internal.matching.index;

import org.jspecify.annotations.NullMarked;
