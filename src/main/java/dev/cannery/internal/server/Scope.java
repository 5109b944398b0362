package dev.cannery.internal.server;

import org.jspecify.annotations.Nullable;

/**
 * The program and the memory with which a request is answered.
 *
 * @param program the immutable part
 * @param memory the state
 * @param upstream the provider to which requests are forwarded; null for none
 */
record Scope(Program program, Memory memory, @Nullable Upstream upstream) {}
