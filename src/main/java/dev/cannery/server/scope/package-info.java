/** Scopes by their paths and ids; what a scope is, the server knows. */
@NullMarked
package dev.cannery.server.scope;

import org.jspecify.annotations.NullMarked;
