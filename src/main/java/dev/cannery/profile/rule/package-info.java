/** Rules between fields, each known by a name that a profile's order lists. */
@NullMarked
package dev.cannery.profile.rule;

import org.jspecify.annotations.NullMarked;
