@NullMarked
package dev.cannery.server.scope;

import org.jspecify.annotations.NullMarked;
