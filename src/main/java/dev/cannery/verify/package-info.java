/** Contracts put to a real provider. */
@NullMarked
package dev.cannery.verify;

import org.jspecify.annotations.NullMarked;
