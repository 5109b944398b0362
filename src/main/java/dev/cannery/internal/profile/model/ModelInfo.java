package dev.cannery.internal.profile.model;

/**
 * A model as {@code GET /models} lists it.
 *
 * @param id the name to ask for
 * @param created when it was published, in seconds since 1970
 * @param ownedBy who runs it
 */
public record ModelInfo(String id, long created, String ownedBy) {}
