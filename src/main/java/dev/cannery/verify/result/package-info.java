/** What a verification found. */
@NullMarked
package dev.cannery.verify.result;

import org.jspecify.annotations.NullMarked;
