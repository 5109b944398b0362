@NullMarked
package dev.cannery.internal.server.transport;

import org.jspecify.annotations.NullMarked;
