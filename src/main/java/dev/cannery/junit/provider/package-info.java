/** Contracts put to a real provider, each interaction as a test of JUnit. */
@NullMarked
package dev.cannery.junit.provider;

import org.jspecify.annotations.NullMarked;
