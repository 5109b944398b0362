/** The test extension for JUnit 5.11 to 6: a mock for each test, and failures that show what the code really sent. */
@NullMarked
package dev.cannery.junit;

import org.jspecify.annotations.NullMarked;
