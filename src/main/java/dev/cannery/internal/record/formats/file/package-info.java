/** What readers of other tools' files share: located values, exchanges, and what is read. */
@NullMarked
package dev.cannery.internal.record.formats.file;

import org.jspecify.annotations.NullMarked;
