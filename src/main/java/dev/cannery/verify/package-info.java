/** Verification of a real provider against contracts, from a program or as JUnit tests. */
@NullMarked
package dev.cannery.verify;

import org.jspecify.annotations.NullMarked;
