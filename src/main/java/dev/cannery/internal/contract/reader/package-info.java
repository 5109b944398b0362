/** Reads contracts from YAML and JSON, with file, line and column in every complaint. */
@NullMarked
package dev.cannery.internal.contract.reader;

import org.jspecify.annotations.NullMarked;
