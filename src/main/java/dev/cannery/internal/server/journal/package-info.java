/** The journal: received requests and their answers, redacted and bounded. */
@NullMarked
package dev.cannery.internal.server.journal;

import org.jspecify.annotations.NullMarked;
