/** Verification: contracts are checked against a real provider, by a program or as tests of JUnit. */
@NullMarked
package dev.cannery.verify;

import org.jspecify.annotations.NullMarked;
