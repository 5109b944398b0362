@NullMarked
package dev.cannery.server;

import org.jspecify.annotations.NullMarked;
