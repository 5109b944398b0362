/** Files of YAML and JSON that people write, as trees whose every value knows where it stands. */
@NullMarked
package dev.cannery.internal.source;

import org.jspecify.annotations.NullMarked;
