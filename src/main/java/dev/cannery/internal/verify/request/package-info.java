/** The requests of a contract as they are sent to a provider. */
@NullMarked
package dev.cannery.internal.verify.request;

import org.jspecify.annotations.NullMarked;
