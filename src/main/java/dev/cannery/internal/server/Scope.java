package dev.cannery.internal.server;

/**
 * What a request meets: what is loaded, and what has happened.
 *
 * @param program what requests are answered from
 * @param memory what happened
 */
record Scope(Program program, Memory memory) {}
