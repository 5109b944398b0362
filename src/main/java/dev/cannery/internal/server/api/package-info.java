/** The paths of the API beside the one that completes a chat: models, and completions that were stored. */
@NullMarked
package dev.cannery.internal.server.api;

import org.jspecify.annotations.NullMarked;
