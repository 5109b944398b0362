/** Time as people write it. */
@NullMarked
package dev.cannery.contract.time;

import org.jspecify.annotations.NullMarked;
