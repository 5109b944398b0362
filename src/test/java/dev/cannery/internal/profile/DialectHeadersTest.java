package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Recordings;
import dev.cannery.internal.chat.style.AnswerHeaders;
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

    private static Map<String, List<Set<String>>> recorded() {
        Map<String, List<Set<String>>> recorded = new TreeMap<>();
        Set<String> profiles = otherThanOpenAi().collect(Collectors.toSet());
        Stream.concat(Recordings.SHARED.all().stream(), Recordings.SHARED.ofResponses().stream())
                .forEach(exchange -> {
                    String provider = exchange.path("provider").asText();
                    String name = PROFILES.getOrDefault(provider, provider);
                    Set<String> names = new TreeSet<>();
                    exchange.path("response_headers").fieldNames().forEachRemaining(header -> names.add(lower(header)));
                    if (profiles.contains(name) && names.size() >= KEPT) {
                        recorded.computeIfAbsent(name, key -> new ArrayList<>()).add(names);
                    }
                });
        recorded.values().removeIf(responses -> responses.size() < ENOUGH);
        return recorded;
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
