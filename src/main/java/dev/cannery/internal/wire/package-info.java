/** JSON, server-sent events, joined chunks, and redaction: the basis of HTTP and text, without knowledge of contracts or providers. */
@NullMarked
package dev.cannery.internal.wire;

import org.jspecify.annotations.NullMarked;
