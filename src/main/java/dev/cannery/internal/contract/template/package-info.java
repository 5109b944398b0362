/** Texts of answers that are filled in from the request: Handlebars that reaches nothing but the values it is given. */
@NullMarked
package dev.cannery.internal.contract.template;

import org.jspecify.annotations.NullMarked;
