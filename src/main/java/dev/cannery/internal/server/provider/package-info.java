/** The provider that a server plays: its profile and headers, and which requests it admits. */
@NullMarked
package dev.cannery.internal.server.provider;

import org.jspecify.annotations.NullMarked;
