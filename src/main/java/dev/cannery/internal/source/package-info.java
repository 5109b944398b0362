/**
 * Files of YAML and JSON that people write: contracts, profiles, stubs, {@code cannery.yaml}.
 *
 * <p>A file is read in three steps. {@link dev.cannery.internal.source.SourceReader} returns its text;
 * {@link dev.cannery.internal.source.SourceParser} parses the text to located trees, one for each document; the reader of a format
 * reads the trees with {@link dev.cannery.internal.source.SourceValue} and
 * {@link dev.cannery.internal.source.Fields}:
 *
 * <pre>{@code
 * Problems problems = new Problems();
 * for (SourceNode document : parser.parse(text)) {
 *     Fields fields = SourceValue.of(document, problems).fields("a target");
 *     String url = fields.text("url");                       // null and no problem if it is absent
 *     boolean isSlow = fields.flag("slow", false);           // a default
 *     Optional<Level> level = fields.find("level").flatMap(value -> value.word("level", Level.class));
 *     fields.find("retry").ifPresent(this::retry);            // a map in the map: value.fields("retry") …
 *     fields.end();                                          // reports all other keys as unknown
 * }
 * problems.throwIfAny();                                     // one exception with all problems of all files
 * }</pre>
 *
 * <p>Each method reports a value of the wrong kind, with its file, line, column and the keys that lead to it, and continues with
 * an empty result or the default. A reader never stops at the first problem. It reports problems of its own with
 * {@link dev.cannery.internal.source.SourceValue#problem}, or throws as an {@code IllegalArgumentException} within
 * {@link dev.cannery.internal.source.SourceValue#attempt}. Duplicate keys are reported by the parser.
 */
@NullMarked
package dev.cannery.internal.source;

import org.jspecify.annotations.NullMarked;
