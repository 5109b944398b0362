package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordingsTest {
    private static final Set<Integer> NEEDS_NO_NETWORK = Set.of(400, 403, 404);
    private final Profile openai = ProfileReader.read("openai");

    @ParameterizedTest
    @EnumSource
    void noRequestThatWasAnsweredIsRefused(Recordings recordings) {
        List<String> refused = new ArrayList<>();
        int judged = 0;
        for (JsonNode exchange : recordings.all()) {
            if (exchange.path("provider").asText().startsWith("openai")
                    && exchange.path("status").asInt() == 200) {
                judged++;
                openai.asOf(dayOf(exchange))
                        .refusalOf(requestOf(exchange))
                        .ifPresent(error -> refused.add(exchange.path("source").asText() + ": " + error));
            }
        }
        System.out.println("recordings: " + judged + " answered requests judged, " + refused.size() + " refused");
        assertThat(judged).isPositive();
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noRequestThatAzureAnsweredIsRefused(Recordings recordings) {
        Profile azure = ProfileReader.read("azure");
        List<String> refused = new ArrayList<>();
        int judged = 0;
        for (JsonNode exchange : recordings.all()) {
            if (exchange.path("provider").asText().equals("azure")
                    && exchange.path("status").asInt() == 200
                    && exchange.path("request").isObject()) {
                judged++;
                azure.asOf(dayOf(exchange))
                        .refusalOf(requestOf(exchange))
                        .ifPresent(error -> refused.add(exchange.path("source").asText() + ": " + error));
            }
        }
        System.out.println(
                "recordings: " + judged + " requests that Azure answered judged, " + refused.size() + " refused");
        assertThat(judged).isPositive();
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void requestsThatWereRefusedGetTheRecordedError(Recordings recordings) {
        List<String> different = new ArrayList<>();
        int same = 0;
        for (JsonNode exchange : recordings.all()) {
            JsonNode error = exchange.path("response").path("error");
            if (!exchange.path("provider").asText().equals("openai")
                    || !NEEDS_NO_NETWORK.contains(exchange.path("status").asInt())
                    || error.path("code").asText().equals("invalid_image_url")) {
                continue;
            }
            ObjectNode expected = Json.object();
            expected.set("error", error);
            ApiError given =
                    openai.asOf(dayOf(exchange)).refusalOf(requestOf(exchange)).orElse(null);
            if (given != null
                    && given.status() == exchange.path("status").asInt()
                    && openai.style().errorBody(given).equals(expected)) {
                same++;
            } else {
                different.add(exchange.path("source").asText() + ": " + given + " for " + expected);
            }
        }
        System.out.println("recordings: " + same + " of " + (same + different.size()) + " refusals reproduced");
        assertThat(same).isPositive();
        assertThat(different).isEmpty();
    }

    static ChatRequest requestOf(JsonNode exchange) {
        String path =
                URI.create(exchange.path("url").asText().replace(" ", "%20")).getPath();
        return ChatRequest.of(path, Map.of(), (ObjectNode) exchange.path("request"));
    }

    /** Returns the profile for the day of the exchange, or the default profile if that was not recorded. */
    private static LocalDate dayOf(JsonNode exchange) {
        String day = Recordings.dayOf(exchange);
        return day.isEmpty() ? LocalDate.of(2026, 9, 30) : LocalDate.parse(day);
    }
}
