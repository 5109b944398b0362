/** The models of a provider: names with dates, limits, and the fields and values that each refuses. */
@NullMarked
package dev.cannery.internal.profile.model;

import org.jspecify.annotations.NullMarked;
