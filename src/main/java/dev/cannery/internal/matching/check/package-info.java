/** Likely mistakes in valid contracts: interactions that never answer, rules that check nothing, misspellings. */
@NullMarked
package dev.cannery.internal.matching.check;

import org.jspecify.annotations.NullMarked;
