@NullMarked
package dev.cannery.internal.server;

import org.jspecify.annotations.NullMarked;
