/** Contracts put to a real provider. */
@NullMarked
package dev.cannery.internal.verify;

import org.jspecify.annotations.NullMarked;
