@NullMarked
package dev.cannery.matching.check;

import org.jspecify.annotations.NullMarked;
