/** What HTTP and text need: JSON, the lines of server-sent events, and the chunks of a stream joined to one object. It knows no contract and no provider. */
@NullMarked
package dev.cannery.internal.wire;

import org.jspecify.annotations.NullMarked;
