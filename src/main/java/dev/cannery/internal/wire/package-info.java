/** What HTTP and text need: JSON, server-sent events, the chunks of a stream joined to one object, and redaction. It knows no contract and no provider. */
@NullMarked
package dev.cannery.internal.wire;

import org.jspecify.annotations.NullMarked;
