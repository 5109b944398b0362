@NullMarked
package dev.cannery.cli;

import org.jspecify.annotations.NullMarked;
