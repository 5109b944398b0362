package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.QueryText;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Judges the requests of recorded exchanges with the Responses API. */
class ResponsesRecordingsTest {
    private static final Set<Integer> REFUSED = Set.of(400, 401, 404);

    private static final String WRONG_KEY = "Incorrect API key provided: ";

    @ParameterizedTest
    @EnumSource
    void noRequestThatWasAnsweredIsRefused(Recordings recordings) {
        assertThat(refusedOf("openai", recordings)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noRequestThatAzureAnsweredIsRefused(Recordings recordings) {
        assertThat(refusedOf("azure", recordings)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xai", "deepseek", "openrouter", "vllm", "llama.cpp"})
    void noRequestThatACompatibleServerAnsweredIsRefused(String provider) {
        assertThat(refusedOf(provider, Recordings.SAMPLES)).isEmpty();
        assertThat(refusedOf(provider, Recordings.SHARED)).isEmpty();
    }

    private static List<String> refusedOf(String provider, Recordings recordings) {
        Profile profile =
                ProfileReader.read(provider).at(ChatEndpoint.RESPONSES).orElseThrow();
        List<String> refused = new ArrayList<>();
        int judged = 0;
        for (JsonNode exchange : recordings.requestsToResponses()) {
            if (isOf(provider, exchange) && exchange.path("status").asInt() == 200) {
                judged++;
                ChatRequest request = requestOf(exchange, EarlierItems.unknown());
                profile.asOf(dayOf(exchange))
                        .refusalOf(request)
                        .or(() -> profile.refusalOfAddress(request).filter(error -> !lostItsQuery(exchange)))
                        .ifPresent(error -> refused.add(exchange.path("source") + ": " + error));
            }
        }
        System.out.println("responses recordings: " + judged + " requests that " + provider + " answered judged, "
                + refused.size() + " refused");
        assertThat(judged).isPositive();
        return refused;
    }

    @ParameterizedTest
    @EnumSource
    void requestsThatWereRefusedGetTheRecordedError(Recordings recordings) {
        Profile openai = ProfileReader.read("openai").at(ChatEndpoint.RESPONSES).orElseThrow();
        List<String> different = new ArrayList<>();
        int same = 0;
        for (JsonNode exchange : recordings.requestsToResponses()) {
            JsonNode error = exchange.path("response").path("error");
            if (!isOf("openai", exchange)
                    || !REFUSED.contains(exchange.path("status").asInt())) {
                continue;
            }
            Optional<ApiError> given = refusal(openai.asOf(dayOf(exchange)), exchange);
            if (given.isPresent()
                    && given.get().status() == exchange.path("status").asInt()
                    && openai.style().errorBody(given.get()).path("error").equals(error)) {
                same++;
            } else {
                different.add(exchange.path("source") + ": " + given + " for " + error);
            }
        }
        System.out.println(
                "responses recordings: " + same + " of " + (same + different.size()) + " refusals reproduced");
        assertThat(same).isPositive();
        assertThat(different).isEmpty();
    }

    private static Optional<ApiError> refusal(Profile openai, JsonNode exchange) {
        String message = exchange.path("response").path("error").path("message").asText();
        if (message.startsWith(WRONG_KEY)) {
            String key = message.substring(WRONG_KEY.length(), message.indexOf(". You can find"));
            return Optional.of(openai.refusalOfKey(key.replace('*', 'x')));
        }
        // a recorder put a word in the place of a text that is too long
        ObjectNode request = (ObjectNode)
                Shared.parse(Json.compact(exchange.path("request")).replace("<MASSIVE_TEXT>", "word ".repeat(400_000)));
        return openai.counting(any -> Json.compact(request).length() / 5)
                .refusalOf(ChatRequest.of(pathOf(exchange), Map.of(), request, EarlierItems.none()));
    }

    private static boolean isOf(String provider, JsonNode exchange) {
        return exchange.path("provider").asText().equals(provider)
                && exchange.path("request").isObject()
                && exchange.path("method").asText("POST").equals("POST")
                && pathOf(exchange).endsWith("/responses");
    }

    /** Whether a recorder left out the api-version, without which Azure has no such address. */
    private static boolean lostItsQuery(JsonNode exchange) {
        return exchange.path("url").asText().endsWith("/openai/responses");
    }

    private static String pathOf(JsonNode exchange) {
        return URI.create(exchange.path("url").asText()).getPath();
    }

    private static ChatRequest requestOf(JsonNode exchange, EarlierItems earlier) {
        URI url = URI.create(exchange.path("url").asText());
        return ChatRequest.of(url.getPath(), Map.of(), (ObjectNode) exchange.path("request"), earlier)
                .withQuery(QueryText.parse(url.getQuery() == null ? "" : url.getQuery()));
    }

    /** Returns the day of the exchange, or one on which all recorded models were served. */
    private static LocalDate dayOf(JsonNode exchange) {
        String day = Recordings.dayOf(exchange);
        return day.isEmpty() ? LocalDate.of(2026, 9, 30) : LocalDate.parse(day);
    }
}
