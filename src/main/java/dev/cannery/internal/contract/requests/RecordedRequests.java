package dev.cannery.internal.contract.requests;

import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * The requests that tests sent to one interaction. Each turn has only distinct bodies, ordered by turn, test and body, so that
 * the same tests always give the same file.
 *
 * @param contract the contract's name
 * @param interaction the interaction's name
 * @param source where the interaction is defined, such as {@code contracts/weather.yaml:9}
 * @param requests the requests
 */
public record RecordedRequests(String contract, String interaction, String source, List<RequestRecord> requests) {
    public RecordedRequests {
        requests = distinct(requests);
    }

    private static List<RequestRecord> distinct(Collection<RequestRecord> requests) {
        List<RequestRecord> sorted = requests.stream()
                .sorted(Comparator.comparingInt(RequestRecord::turn)
                        .thenComparing(RequestRecord::test)
                        .thenComparing(request -> Json.compact(request.body())))
                .toList();
        Set<List<Object>> seen = new HashSet<>();
        return sorted.stream()
                .filter(request -> seen.add(List.of(request.turn(), request.body())))
                .toList();
    }

    /**
     * Returns these requests merged with those of earlier runs.
     *
     * @param isOutdated whether the earlier requests of a test, given its name, are dropped
     */
    public RecordedRequests after(RecordedRequests earlier, Predicate<String> isOutdated) {
        List<RequestRecord> all = new ArrayList<>(requests);
        earlier.requests.stream()
                .filter(request -> !isOutdated.test(request.test()))
                .forEach(all::add);
        return new RecordedRequests(contract, interaction, source, all);
    }

    /**
     * Returns the file's path relative to the folder of recorded requests, such as {@code
     * weather/asks-for-the-weather-1f3a….json}: the names reduced to characters that are safe in file names, and a hash that
     * keeps them distinct.
     */
    public String fileName() {
        return FileNames.slug(contract) + "/" + FileNames.slug(interaction) + "-" + hash(contract + "\n" + interaction)
                + ".json";
    }

    /** Returns a hash that only distinguishes names. A digest would load the JDK's security providers. */
    private static String hash(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
