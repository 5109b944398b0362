@NullMarked
package dev.cannery.internal.record.compare;

import org.jspecify.annotations.NullMarked;
