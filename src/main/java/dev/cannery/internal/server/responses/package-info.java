/** The responses and conversations that the Responses API stores, and the endpoints that read and change them. */
@NullMarked
package dev.cannery.internal.server.responses;

import org.jspecify.annotations.NullMarked;
