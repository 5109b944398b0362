package dev.cannery.internal.profile.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.Recordings;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecognizerTest {
    /** The profiles, by the names of recordings where these differ. */
    private static final Map<String, String> PROFILES = Map.of("llamacpp", "llama.cpp", "ollama-cloud", "ollama");

    private static final Recognizer RECOGNIZER = ProfileReader.recognizer();

    @Test
    void aFingerprintNamesTheServerAndItsVersion() {
        assertThat(sentence("{\"system_fingerprint\": \"vllm-0.24.0-tp4-6d31f84d\"}"))
                .contains("looks like vllm 0.24.0 (system_fingerprint vllm-0.24.0-tp4-6d31f84d)");
    }

    @Test
    void oneWeakSignNamesNobody() {
        assertThat(sentence("{\"usage\": {\"is_byok\": false}}")).isEmpty();
    }

    @Test
    void twoWeakSignsNameAProviderWithoutCertainty() {
        assertThat(sentence("{\"usage\": {\"is_byok\": false}, \"choices\": [{\"native_finish_reason\": \"stop\"}]}"))
                .contains("may be openrouter (usage.is_byok, choices.native_finish_reason)");
    }

    @Test
    void aProviderInFrontIsNamedBeforeTheServerBehindIt() {
        Transcript responses = new Transcript();
        responses.add(200, Map.of("X-LiteLLM-Version", "1.63.11"), "{\"x_groq\": {\"id\": \"req_1\"}}");

        assertThat(RECOGNIZER.of(responses).map(Recognition::sentence))
                .contains("looks like litellm 1.63.11 (header x-litellm-version 1.63.11)");
    }

    @Test
    void aCommentOfAStreamIsASign() {
        assertThat(sentence(": OPENROUTER PROCESSING\n\ndata: {\"id\": \"gen-1\"}\n\n"))
                .contains("looks like openrouter (comment OPENROUTER PROCESSING)");
    }

    @Test
    void whatIsNoJsonHasNoSigns() {
        assertThat(sentence("<html>")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noRecordedProviderIsTakenForAnotherOneByAStrongSign(Recordings recordings) {
        Map<String, int[]> shares = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        int[] all = new int[3];
        for (JsonNode exchange : recordings.ofDialects()) {
            String provider = exchange.path("provider").asText();
            Optional<Recognition> named = RECOGNIZER.of(transcript(exchange));
            int result = named.isEmpty() ? 2 : isRight(provider, named.get().profile()) ? 0 : 1;
            all[result]++;
            shares.computeIfAbsent(provider, any -> new int[3])[result]++;
            if (result == 1 && named.get().strength() != Sign.Strength.WEAK) {
                wrong.add(provider + " " + named.get().sentence() + " " + exchange.path("source"));
            }
        }
        System.out.println("providers of " + recordings + ": " + words(all));
        shares.forEach((provider, share) -> System.out.println("  " + provider + ": " + words(share)));

        assertThat(wrong).isEmpty();
        if (recordings == Recordings.SHARED) {
            assertThat((double) all[0] / (all[0] + all[1] + all[2])).isGreaterThan(0.8);
            assertThat((double) all[1] / (all[0] + all[1] + all[2])).isLessThan(0.01);
        }
    }

    /** Behind Hugging Face's router and Nvidia's gateway another server answers in its own form; naming that one is right. */
    private static boolean isRight(String provider, String named) {
        return named.equals(PROFILES.getOrDefault(provider, provider))
                || (provider.equals("huggingface") && named.equals("groq"))
                || (provider.equals("nvidia-nim") && named.equals("vllm"));
    }

    private static String words(int[] counts) {
        return counts[0] + " right, " + counts[1] + " wrong, " + counts[2] + " not named";
    }

    private static Optional<String> sentence(String body) {
        Transcript responses = new Transcript();
        responses.add(200, Map.of(), body);
        return RECOGNIZER.of(responses).map(Recognition::sentence);
    }

    private static Transcript transcript(JsonNode exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.path("response_headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(),
                        header.getValue().isArray()
                                ? header.getValue().path(0).asText()
                                : header.getValue().asText()));
        StringBuilder body = new StringBuilder(exchange.path("raw_body").asText());
        if (!exchange.path("sse").isEmpty() && !body.toString().contains("data:")) {
            exchange.path("sse")
                    .forEach(event ->
                            body.append("data: ").append(event.asText()).append("\n\n"));
        }
        Transcript responses = new Transcript();
        boolean isStreamed = !exchange.path("sse").isEmpty();
        responses.add(
                exchange.path("status").asInt(),
                headers,
                isStreamed ? body.toString() : Json.compact(exchange.path("response")));
        return responses;
    }
}
