@NullMarked
package dev.cannery.internal.server.sending;

import org.jspecify.annotations.NullMarked;
