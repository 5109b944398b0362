@NullMarked
package dev.cannery.junit;

import org.jspecify.annotations.NullMarked;
