package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the profile with every known refusal of the live API; OpenAiProfileTest contains a selection of our own. */
class RealErrorsTest {
    /** Refusals that do not follow from the request, by row, with the reason. */
    private static final Map<Integer, String> NOT_DECIDABLE = Map.ofEntries(
            Map.entry(3, "needs the network: the image cannot be downloaded"),
            Map.entry(12, "another provider's words"),
            Map.entry(46, "another provider's words"),
            Map.entry(47, "needs the network: the image cannot be downloaded"),
            Map.entry(168, "depends on the answer that the model begins"),
            Map.entry(172, "depends on the account's limits"),
            Map.entry(173, "depends on the account's quota"),
            Map.entry(174, "depends on the organisation's state"),
            Map.entry(175, "depends on the caller's country"),
            Map.entry(178, "a fault of the server"),
            Map.entry(180, "words of the validator before 2024; today's answer is row 53"),
            Map.entry(181, "words of the validator before 2024; today's answer is row 117"),
            Map.entry(182, "words of the validator before 2024; today's answer is row 91"),
            Map.entry(183, "words of the validator before 2024; today's answer is row 57"),
            Map.entry(184, "needs the network: the image cannot be downloaded"));

    private final Profile openai = ProfileReader.read("openai");

    @Test
    void nearlyEveryPredictableRefusalIsReproducedVerbatim() throws IOException {
        List<String> different = new ArrayList<>();
        int decidable = 0;
        for (JsonNode row : Shared.spec("real-errors.json").path("errors")) {
            int id = row.path("id").asInt();
            if (NOT_DECIDABLE.containsKey(id)) {
                continue;
            }
            decidable++;
            ApiError given = new RealErrorRow(row).refusal(openai);
            if (!isSame(row, given)) {
                different.add(id + ": expected " + row.path("error") + ", was " + given);
            }
        }
        System.out.println("real errors: " + (decidable - different.size()) + " of " + decidable
                + " decidable rows reproduced; not decidable:");
        NOT_DECIDABLE.forEach((id, reason) -> System.out.println("  " + id + " " + reason));
        assertThat(different).isEmpty();
    }

    private boolean isSame(JsonNode row, @Nullable ApiError given) {
        return given != null
                && given.status() == row.path("http_status").asInt()
                && openai.style().errorBody(given).path("error").equals(row.path("error"));
    }
}
