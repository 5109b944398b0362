/** WireMock's own stubs: their requests, responses and rules in the terms of the mock server. */
@NullMarked
package dev.cannery.internal.server.stub;

import org.jspecify.annotations.NullMarked;
