@NullMarked
package dev.cannery.internal.cli;

import org.jspecify.annotations.NullMarked;
