/** Rules that involve several fields, each with a name that a profile's order lists. */
@NullMarked
package dev.cannery.internal.profile.rule;

import org.jspecify.annotations.NullMarked;
