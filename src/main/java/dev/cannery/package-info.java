/**
 * The public API: contracts and canned responses in Java, and the mock server that serves them. All packages other than this
 * one and those for JUnit, REST Assured and verification are internal.
 */
@NullMarked
package dev.cannery;

import org.jspecify.annotations.NullMarked;
