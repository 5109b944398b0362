/** What a provider accepts and how it refuses: profiles, read from data, that judge a request. */
@NullMarked
package dev.cannery.internal.profile;

import org.jspecify.annotations.NullMarked;
