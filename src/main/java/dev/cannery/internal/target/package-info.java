/**
 * Providers to which requests are sent: the targets of {@code cannery.yaml}, their keys and capabilities, and an HTTP client that
 * records the time of each fragment.
 */
@NullMarked
package dev.cannery.internal.target;

import org.jspecify.annotations.NullMarked;
