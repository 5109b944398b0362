package dev.cannery.internal.contract.evidence;

import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * The requests that tests sent to one interaction: of each turn distinct bodies only, ordered by turn, test and body, so that
 * the same tests give the same evidence.
 *
 * @param contract the contract's name
 * @param interaction the interaction's name
 * @param source where the interaction is written, as {@code contracts/weather.yaml:9}
 * @param requests the requests
 */
public record InteractionEvidence(String contract, String interaction, String source, List<EvidenceRequest> requests) {
    private static final int NAME_LENGTH = 60;

    public InteractionEvidence {
        requests = distinct(requests);
    }

    private static List<EvidenceRequest> distinct(Collection<EvidenceRequest> requests) {
        List<EvidenceRequest> sorted = requests.stream()
                .sorted(Comparator.comparingInt(EvidenceRequest::turn)
                        .thenComparing(EvidenceRequest::test)
                        .thenComparing(request -> Json.compact(request.body())))
                .toList();
        Set<List<Object>> seen = new HashSet<>();
        return sorted.stream()
                .filter(request -> seen.add(List.of(request.turn(), request.body())))
                .toList();
    }

    /**
     * This evidence with what earlier runs found.
     *
     * @param isOutdated of which tests, by their names, that no longer counts
     */
    public InteractionEvidence after(InteractionEvidence earlier, Predicate<String> isOutdated) {
        List<EvidenceRequest> all = new ArrayList<>(requests);
        earlier.requests.stream()
                .filter(request -> !isOutdated.test(request.test()))
                .forEach(all::add);
        return new InteractionEvidence(contract, interaction, source, all);
    }

    /**
     * The path of the file that holds this evidence, below the folder of all, as {@code weather/asks-for-the-weather-1f3a….json}:
     * the names as far as files may bear them, and a hash, because names may differ in what files may not.
     */
    public String fileName() {
        return slug(contract) + "/" + slug(interaction) + "-" + hash(contract + "\n" + interaction) + ".json";
    }

    private static String slug(String name) {
        String words = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+", "");
        String cut = words.substring(0, words.offsetByCodePoints(0, Math.min(NAME_LENGTH, codePoints(words))));
        String slug = cut.replaceAll("-+$", "");
        return slug.isEmpty() ? "unnamed" : slug;
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Only to tell names apart, so no digest, for which the JDK would load its providers. */
    private static String hash(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
