@NullMarked
package dev.cannery.internal.matching.check;

import org.jspecify.annotations.NullMarked;
