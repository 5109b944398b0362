/** Shared parts of the readers of other tools' files: located values, HTTP exchanges, and the results of reading. */
@NullMarked
package dev.cannery.internal.record.formats.file;

import org.jspecify.annotations.NullMarked;
