/** The traits of a provider's responses, and how they differ from those of its profile. */
@NullMarked
package dev.cannery.internal.verify.trait;

import org.jspecify.annotations.NullMarked;
