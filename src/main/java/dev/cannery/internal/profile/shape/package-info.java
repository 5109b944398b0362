/** The shape of a request's fields, compiled once from a profile's data, and the words of the refusals it gives. */
@NullMarked
package dev.cannery.internal.profile.shape;

import org.jspecify.annotations.NullMarked;
