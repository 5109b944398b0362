/** Scopes by their paths and ids; what a scope is, the server knows. */
@NullMarked
package dev.cannery.internal.server.scope;

import org.jspecify.annotations.NullMarked;
