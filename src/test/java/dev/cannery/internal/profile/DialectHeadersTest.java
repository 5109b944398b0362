package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.style.AnswerHeaders;
import dev.cannery.internal.chat.style.AnswerHeaders.ContentTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the headers of each dialect against those of its recorded responses. */
class DialectHeadersTest {
    /** The profiles, by the names of recordings where these differ. */
    private static final Map<String, String> PROFILES = Map.of("llamacpp", "llama.cpp", "zai", "zhipu");

    /** Some sources keep only the content type and the date. */
    private static final int KEPT = 3;
    /** Fewer responses do not show what a provider never sends. */
    private static final int ENOUGH = 5;

    static Stream<String> otherThanOpenAi() {
        return ProfileReader.dialects().stream().filter(name -> !name.equals("openai"));
    }

    @ParameterizedTest
    @MethodSource("otherThanOpenAi")
    void onlyOpenAiSendsTheHeadersOfItsOwnServers(String dialect) {
        Profile profile = ProfileReader.read(dialect);

        assertThat(namesOf(profile.style().headers()))
                .noneMatch(name -> name.startsWith("openai-") || name.startsWith("x-openai-"));
        assertThat(profile.style().headers().processing()).isNull();
    }

    @Test
    void aDialectSendsNoHeaderThatItsProviderNeverSent() {
        Map<String, List<Set<String>>> recorded = recorded();

        assertThat(recorded).isNotEmpty();
        recorded.forEach((name, responses) -> {
            Set<String> sent = namesOf(ProfileReader.read(name).style().headers());
            Set<String> known = responses.stream().flatMap(Set::stream).collect(Collectors.toSet());
            System.out.println("headers of " + name + ": "
                    + sent.stream().filter(known::contains).count() + " of " + sent.size() + " are those of "
                    + responses.size() + " recorded responses");
            assertThat(known).as(name).containsAll(sent);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theContentTypeIsTheOneThatAProviderSendsMost(boolean isStream) {
        Map<String, Map<String, Long>> recorded = exchanges()
                .filter(exchange -> exchange.path("status").asInt() == 200)
                .filter(exchange -> exchange.path("stream").asBoolean() == isStream)
                .filter(exchange -> !typeOf(exchange).isEmpty())
                .collect(Collectors.groupingBy(
                        DialectHeadersTest::profileOf,
                        TreeMap::new,
                        Collectors.groupingBy(DialectHeadersTest::typeOf, Collectors.counting())));

        assertThat(recorded).isNotEmpty();
        recorded.forEach((name, types) -> {
            ContentTypes sent = ProfileReader.read(name).style().headers().types();
            long most = types.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            assertThat(types.getOrDefault(isStream ? sent.stream() : sent.whole(), 0L))
                    .as("%s: %s", name, types)
                    .isEqualTo(most);
        });
    }

    private static Map<String, List<Set<String>>> recorded() {
        Map<String, List<Set<String>>> recorded = new TreeMap<>();
        exchanges().forEach(exchange -> {
            Set<String> names = new TreeSet<>();
            exchange.path("response_headers").fieldNames().forEachRemaining(header -> names.add(lower(header)));
            if (names.size() >= KEPT) {
                recorded.computeIfAbsent(profileOf(exchange), key -> new ArrayList<>())
                        .add(names);
            }
        });
        recorded.values().removeIf(responses -> responses.size() < ENOUGH);
        return recorded;
    }

    /** Returns the recorded exchanges with providers that have a profile, except OpenAI. */
    private static Stream<JsonNode> exchanges() {
        Set<String> profiles = otherThanOpenAi().collect(Collectors.toSet());
        return Stream.concat(Recordings.SHARED.all().stream(), Recordings.SHARED.ofResponses().stream())
                .filter(exchange -> profiles.contains(profileOf(exchange)));
    }

    private static String profileOf(JsonNode exchange) {
        String provider = exchange.path("provider").asText();
        return PROFILES.getOrDefault(provider, provider);
    }

    private static String typeOf(JsonNode exchange) {
        return exchange.path("response_headers").properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(Map.Entry::getValue)
                .map(value -> value.isArray() ? value.path(0).asText() : value.asText())
                .findFirst()
                .orElse("");
    }

    private static Set<String> namesOf(AnswerHeaders headers) {
        Set<String> names = new TreeSet<>();
        for (AnswerHeaders.Group group : List.of(headers.always(), headers.account())) {
            names.addAll(group.constant().keySet());
            names.addAll(group.ids().keySet());
        }
        return names;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
