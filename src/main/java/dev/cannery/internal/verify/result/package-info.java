/** The results of a verification. */
@NullMarked
package dev.cannery.internal.verify.result;

import org.jspecify.annotations.NullMarked;
