/** The engine on WireMock: the only package that knows WireMock and Jetty. */
@NullMarked
package dev.cannery.internal.server;

import org.jspecify.annotations.NullMarked;
