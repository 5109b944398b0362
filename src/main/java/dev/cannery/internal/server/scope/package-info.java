/** The ids and paths of scopes. */
@NullMarked
package dev.cannery.internal.server.scope;

import org.jspecify.annotations.NullMarked;
