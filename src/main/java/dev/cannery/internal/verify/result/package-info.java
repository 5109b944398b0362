/** What a verification found. */
@NullMarked
package dev.cannery.internal.verify.result;

import org.jspecify.annotations.NullMarked;
