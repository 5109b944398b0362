/** Reports of the results: text, JSON, JUnit XML, Markdown and HTML. */
@NullMarked
package dev.cannery.internal.verify.report;

import org.jspecify.annotations.NullMarked;
