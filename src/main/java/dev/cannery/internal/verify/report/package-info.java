/** The results as people and machines read them. */
@NullMarked
package dev.cannery.internal.verify.report;

import org.jspecify.annotations.NullMarked;
