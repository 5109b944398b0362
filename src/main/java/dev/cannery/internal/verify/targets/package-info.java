/** The targets of verification: providers, their URLs and their declared capabilities. */
@NullMarked
package dev.cannery.internal.verify.targets;

import org.jspecify.annotations.NullMarked;
