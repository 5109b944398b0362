/** The requests that were received and what each was answered with, redacted and bounded. */
@NullMarked
package dev.cannery.internal.server.journal;

import org.jspecify.annotations.NullMarked;
