package dev.cannery.internal.profile.model;

/**
 * A model as listed by {@code GET /models}.
 *
 * @param id the model's name
 * @param created when it was published, in seconds since 1970
 * @param ownedBy its owner
 */
public record ModelInfo(String id, long created, String ownedBy) {}
