/** Time as people write it. */
@NullMarked
package dev.cannery.internal.contract.time;

import org.jspecify.annotations.NullMarked;
