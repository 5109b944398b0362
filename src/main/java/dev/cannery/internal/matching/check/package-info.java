/** What is odd about contracts that are sound: interactions that never answer, rules that check nothing, likely slips. */
@NullMarked
package dev.cannery.internal.matching.check;

import org.jspecify.annotations.NullMarked;
