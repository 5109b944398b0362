@NullMarked
package dev.cannery.server.tls;

import org.jspecify.annotations.NullMarked;
