/** The engine on WireMock: the only package that knows WireMock and Jetty. */
@NullMarked
package dev.cannery.server;

import org.jspecify.annotations.NullMarked;
