package dev.cannery.contract;

import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param id the call's id, null to derive one
 * @param name the function's name
 * @param arguments the arguments as they go over the wire, usually compact JSON; broken JSON is kept as it is
 */
public record CannedToolCall(@Nullable String id, String name, String arguments) {}
