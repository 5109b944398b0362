package dev.cannery.internal.profile.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;

/**
 * One deviation of a response from the published schema.
 *
 * @param id the kind of deviation
 * @param at where
 * @param expected what the schema requires, as a noun phrase
 * @param actual the value; a missing node when there was none
 * @param isTolerated whether the provider is known for this deviation
 */
public record Deviation(FindingId id, FieldPath at, String expected, JsonNode actual, boolean isTolerated) {}
