@NullMarked
package dev.cannery.server.chaos;

import org.jspecify.annotations.NullMarked;
