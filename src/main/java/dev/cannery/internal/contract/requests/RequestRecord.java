package dev.cannery.internal.contract.requests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request that a passing test sent.
 *
 * @param turn the turn of the interaction that answered it, from 1
 * @param test the test, such as {@code com.acme.WeatherTest#asksForTheWeather}
 * @param body the body as it was sent, without secrets
 */
public record RequestRecord(int turn, String test, JsonNode body) {
    public RequestRecord {
        if (turn < 1) {
            throw new IllegalArgumentException("turn must be at least 1, was " + turn);
        }
    }
}
