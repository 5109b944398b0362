/** Texts of responses that are filled in from the request: Handlebars restricted to the given values. */
@NullMarked
package dev.cannery.internal.contract.template;

import org.jspecify.annotations.NullMarked;
