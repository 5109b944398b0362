/** The shapes of a request's fields, compiled from a profile's data, and the wording of the refusals. */
@NullMarked
package dev.cannery.internal.profile.shape;

import org.jspecify.annotations.NullMarked;
