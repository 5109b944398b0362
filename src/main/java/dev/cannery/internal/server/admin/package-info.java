/** The shared parts of the admin API's services: authorization, request bodies and time limits. */
@NullMarked
package dev.cannery.internal.server.admin;

import org.jspecify.annotations.NullMarked;
