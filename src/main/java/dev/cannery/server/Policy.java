package dev.cannery.server;

import dev.cannery.profile.Profile;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks of requests and answers beside the contracts.
 *
 * @param profile judges every request; null to let each contract's provider judge
 * @param keys the keys that open the API
 * @param isLenient whether an answer that does not fit its request is served with a warning
 * @param notices takes sentences for people
 */
record Policy(@Nullable Profile profile, ApiKeys keys, boolean isLenient, Consumer<String> notices) {}
