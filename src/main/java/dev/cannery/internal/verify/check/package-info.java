/** What any sound answer keeps to, and what a contract asks of it. */
@NullMarked
package dev.cannery.internal.verify.check;

import org.jspecify.annotations.NullMarked;
