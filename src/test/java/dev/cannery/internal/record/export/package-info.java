@NullMarked
package dev.cannery.internal.record.export;

import org.jspecify.annotations.NullMarked;
