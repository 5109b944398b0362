/** The provider that a server stands for: its profile, and what it puts around every answer. */
@NullMarked
package dev.cannery.internal.server.provider;

import org.jspecify.annotations.NullMarked;
