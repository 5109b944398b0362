@NullMarked
package dev.cannery.internal.server.chaos;

import org.jspecify.annotations.NullMarked;
