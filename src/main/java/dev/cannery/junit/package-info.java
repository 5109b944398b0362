/** The test extension for JUnit 5.14 and 6: a mock for each test, and failures that tell what the code really sent. */
@NullMarked
package dev.cannery.junit;

import org.jspecify.annotations.NullMarked;
