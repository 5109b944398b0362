/** Matches requests against rules: verdicts, the choice of an interaction, and explained misses. */
@NullMarked
package dev.cannery.internal.matching;

import org.jspecify.annotations.NullMarked;
