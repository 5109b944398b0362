/**
 * The front door: contracts and canned responses in Java, and the mock server that answers from them. Whatever is not in
 * this package or in one of those for JUnit, REST Assured and verification is internal.
 */
@NullMarked
package dev.cannery;

import org.jspecify.annotations.NullMarked;
