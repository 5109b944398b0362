/** The schema of a provider's responses and its known deviations. */
@NullMarked
package dev.cannery.internal.profile.answer;

import org.jspecify.annotations.NullMarked;
