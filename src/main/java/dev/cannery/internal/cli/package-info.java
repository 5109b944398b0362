/** The command line: the only package that knows picocli and prints to the terminal. */
@NullMarked
package dev.cannery.internal.cli;

import org.jspecify.annotations.NullMarked;
