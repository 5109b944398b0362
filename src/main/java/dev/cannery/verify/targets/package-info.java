/** The providers that can be verified. */
@NullMarked
package dev.cannery.verify.targets;

import org.jspecify.annotations.NullMarked;
