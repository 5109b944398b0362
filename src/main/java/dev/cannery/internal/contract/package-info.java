/** What one consumer relies on: interactions, each a pattern of a request and its canned answers. */
@NullMarked
package dev.cannery.internal.contract;

import org.jspecify.annotations.NullMarked;
