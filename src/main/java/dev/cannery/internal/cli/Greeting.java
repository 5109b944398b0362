package dev.cannery.internal.cli;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines that the server prints when it is ready: what it serves, where, and a command to try. */
final class Greeting {
    private static final int MOST_TRIED = 100;

    private Greeting() {}

    /**
     * Prints the greeting.
     *
     * @param requiresKey whether the server refuses requests without a key
     */
    static void print(
            ServeLog log,
            MockServer server,
            List<LoadedContract> contracts,
            List<Path> paths,
            ConnectionOptions connection,
            boolean requiresKey) {
        String from = paths.stream().map(Path::toString).collect(Collectors.joining(", "));
        log.info("started", "cannery " + Version.text() + ": " + count(contracts) + " from " + from);
        // before the address, because programs wait for that line and then read the certificate
        String trust = connection.logCertificate(server, log);
        log.listening(
                "listening on " + server.baseUrl() + "   (Ctrl-C stops)",
                Map.of("url", server.baseUrl().toString()));
        String key = requiresKey ? " -H \"authorization: Bearer $OPENAI_API_KEY\"" : "";
        log.hint("try: curl" + trust + key + " " + chatIn(contracts, server).orElse(server.baseUrl() + "/models"));
    }

    static String count(Collection<LoadedContract> contracts) {
        int interactions = contracts.stream()
                .mapToInt(contract -> contract.interactions().size())
                .sum();
        return Words.counted(interactions, "interaction") + " in " + Words.counted(contracts.size(), "contract");
    }

    /** Returns the arguments of a curl command for the shortest chat request that is certain to get a completion. */
    private static Optional<String> chatIn(List<LoadedContract> contracts, MockServer server) {
        return examples(contracts)
                .filter(example -> isCompletedBy(server, example))
                .map(example -> line(example, server))
                .findFirst();
    }

    /** Returns the requests that can be built from the contracts, by ascending delay of the response, then by length. */
    static Stream<ExampleRequest> examples(List<LoadedContract> contracts) {
        return contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .limit(MOST_TRIED)
                .map(interaction -> interaction.turns().get(0))
                .sorted(Comparator.comparing(Greeting::delay).thenComparing(Greeting::length))
                .map(ExampleRequest::of)
                .filter(ExampleRequest::isWhole);
    }

    private static Duration delay(Turn turn) {
        return turn.responses().get(0).delay().fixed();
    }

    private static int length(Turn turn) {
        return arguments(ExampleRequest.of(turn)).length();
    }

    /** Whether a request is certain to get a completion. */
    static boolean isCompletedBy(MockServer server, ExampleRequest example) {
        return server.completes(example.toChatRequest());
    }

    /** Returns the URL to send the request to, with the query parameters that its rules require. */
    static URI addressOf(ExampleRequest example, MockServer server) {
        URI address = server.addressFor(example.toChatRequest());
        return example.query().isEmpty()
                ? address
                : new Endpoint(address, Map.of(), null)
                        .withQuery(example.query())
                        .address();
    }

    private static String line(ExampleRequest example, MockServer server) {
        String address = addressOf(example, server).toString();
        return (address.contains("?") ? Words.shellArgument(address) : address) + arguments(example);
    }

    private static String arguments(ExampleRequest example) {
        StringBuilder arguments = new StringBuilder();
        headers(example)
                .forEach((name, value) -> arguments.append(" -H ").append(Words.shellArgument(name + ": " + value)));
        return arguments
                .append(" -d ")
                .append(Words.shellArgument(Json.compact(example.body())))
                .toString();
    }

    static Map<String, String> headers(ExampleRequest example) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("content-type", "application/json"));
        headers.putAll(example.headers());
        return headers;
    }
}
