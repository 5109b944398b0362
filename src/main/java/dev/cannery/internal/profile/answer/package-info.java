/** What the answers of a provider look like, and which departures from that are known. */
@NullMarked
package dev.cannery.internal.profile.answer;

import org.jspecify.annotations.NullMarked;
