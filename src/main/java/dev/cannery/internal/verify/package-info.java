/** Verification of a real provider against contracts. */
@NullMarked
package dev.cannery.internal.verify;

import org.jspecify.annotations.NullMarked;
