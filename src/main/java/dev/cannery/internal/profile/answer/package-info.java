/** The schema of a provider's answers, and the deviations from it that are known. */
@NullMarked
package dev.cannery.internal.profile.answer;

import org.jspecify.annotations.NullMarked;
