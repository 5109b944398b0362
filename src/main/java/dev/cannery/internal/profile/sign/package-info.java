/** The signs by which a provider is recognized. */
@NullMarked
package dev.cannery.internal.profile.sign;

import org.jspecify.annotations.NullMarked;
