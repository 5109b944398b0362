/**
 * The contract format: one table from which contract files are read, written, described by a JSON Schema and explained in the
 * reference page.
 *
 * <p>Each kind of value is a {@link dev.cannery.internal.contract.format.Form}; a map with keys is a
 * {@link dev.cannery.internal.contract.format.MapForm}, in whose fields each key stands once with its word, its form, its default
 * and its explanation. The operators of rules stand in {@link dev.cannery.internal.contract.format.Operator}. To add a key, add a
 * field to the form of its map and use it in that form's {@code make} and {@code write}.
 */
@NullMarked
package dev.cannery.internal.contract.format;

import org.jspecify.annotations.NullMarked;
