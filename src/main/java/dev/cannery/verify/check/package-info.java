/** What any sound answer keeps to, and what a contract asks of it. */
@NullMarked
package dev.cannery.verify.check;

import org.jspecify.annotations.NullMarked;
