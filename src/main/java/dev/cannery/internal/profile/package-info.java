/** Provider profiles, read from data files: which requests a provider accepts, and how it words its refusals. */
@NullMarked
package dev.cannery.internal.profile;

import org.jspecify.annotations.NullMarked;
