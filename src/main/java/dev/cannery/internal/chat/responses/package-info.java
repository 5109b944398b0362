/** The chat request that a request to the Responses API means. */
@NullMarked
package dev.cannery.internal.chat.responses;

import org.jspecify.annotations.NullMarked;
