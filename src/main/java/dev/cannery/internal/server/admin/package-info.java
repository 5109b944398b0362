/** What the services of the admin API share: who may call them, their bodies, and the time they may take. */
@NullMarked
package dev.cannery.internal.server.admin;

import org.jspecify.annotations.NullMarked;
