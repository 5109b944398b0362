/** The extension for JUnit 5.11 to 6: a mock for each test, and failures that show the requests that the code sent. */
@NullMarked
package dev.cannery.junit;

import org.jspecify.annotations.NullMarked;
