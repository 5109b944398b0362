/** The providers that can be verified. */
@NullMarked
package dev.cannery.internal.verify.targets;

import org.jspecify.annotations.NullMarked;
