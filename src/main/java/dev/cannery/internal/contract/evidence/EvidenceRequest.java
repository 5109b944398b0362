package dev.cannery.internal.contract.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request that a passing test sent.
 *
 * @param turn which turn of the interaction answered it, from 1
 * @param test the test, as {@code com.acme.WeatherTest#asksForTheWeather}
 * @param body the body as it was sent, without secrets
 */
public record EvidenceRequest(int turn, String test, JsonNode body) {
    public EvidenceRequest {
        if (turn < 1) {
            throw new IllegalArgumentException("turn must be 1 or more, was " + turn);
        }
    }
}
