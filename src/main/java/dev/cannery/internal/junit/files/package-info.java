/** Reads and caches the contract files that tests name. */
@NullMarked
package dev.cannery.internal.junit.files;

import org.jspecify.annotations.NullMarked;
