@NullMarked
package dev.cannery.internal.record.formats;

import org.jspecify.annotations.NullMarked;
