/** The paths of the API other than chat completions: models and stored completions. */
@NullMarked
package dev.cannery.internal.server.api;

import org.jspecify.annotations.NullMarked;
