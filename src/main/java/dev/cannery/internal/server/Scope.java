package dev.cannery.internal.server;

/**
 * The program and the memory with which a request is answered.
 *
 * @param program the immutable part
 * @param memory the state
 */
record Scope(Program program, Memory memory) {}
