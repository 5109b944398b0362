/** Which of many rules a request could satisfy, found without trying them all; the matching's own, no promise to others. */
@NullMarked
package dev.cannery.internal.matching.index;

import org.jspecify.annotations.NullMarked;
