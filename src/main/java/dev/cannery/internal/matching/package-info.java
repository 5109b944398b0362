/** Rules on a request, judged into a verdict; the choice of an interaction; the explained miss. */
@NullMarked
package dev.cannery.internal.matching;

import org.jspecify.annotations.NullMarked;
