/** The expectations of one consumer: interactions, each a pattern of a request and its canned responses. */
@NullMarked
package dev.cannery.internal.contract;

import org.jspecify.annotations.NullMarked;
