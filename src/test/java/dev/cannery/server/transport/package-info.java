@NullMarked
package dev.cannery.server.transport;

import org.jspecify.annotations.NullMarked;
