/**
 * The contract format: one table for reading and writing contract files, for their JSON Schema and for the reference page.
 *
 * <p>Each kind of value is a {@link dev.cannery.internal.contract.format.Form}. A map with keys is a {@link
 * dev.cannery.internal.contract.format.MapForm}, whose fields define each key once, with its name, form, default and
 * explanation. The operators of rules are in {@link dev.cannery.internal.contract.format.Operator}. To add a key, add a field to
 * the form of its map and use it in that form's {@code make} and {@code write}.
 */
@NullMarked
package dev.cannery.internal.contract.format;

import org.jspecify.annotations.NullMarked;
