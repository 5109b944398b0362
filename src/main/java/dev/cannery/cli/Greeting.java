package dev.cannery.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.Json;
import dev.cannery.contract.Contract;
import dev.cannery.contract.ExampleRequest;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.Turn;
import dev.cannery.matching.InteractionSet;
import dev.cannery.matching.RuleChecker;
import dev.cannery.server.MockChatServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server says when it is ready: what it serves, where, and a line to try. */
final class Greeting {
    private Greeting() {}

    static void print(
            PrintWriter out, MockChatServer server, List<Contract> contracts, List<Path> paths, WireOptions wire) {
        String from = paths.stream().map(Path::toString).collect(Collectors.joining(", "));
        out.println("cannery " + Version.text() + ": " + count(contracts) + " from " + from);
        out.println("listening on " + server.baseUrl() + "   (Ctrl-C stops)");
        String trust = wire.tellCertificate(server, out);
        curlBody(contracts)
                .ifPresent(body -> out.println("try: curl" + trust + " " + server.baseUrl()
                        + "/chat/completions -H 'content-type: application/json' -d '" + body + "'"));
        out.flush();
    }

    static String count(Collection<Contract> contracts) {
        int interactions = contracts.stream()
                .mapToInt(contract -> contract.interactions().size())
                .sum();
        return counted(interactions, "interaction") + " in " + counted(contracts.size(), "contract");
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The shortest request that can be told from the contracts and is answered by the interaction it was made for. */
    private static Optional<String> curlBody(List<Contract> contracts) {
        return bodies(contracts)
                .map(Json::compact)
                .filter(body -> body.indexOf('\'') < 0)
                .min(Comparator.comparingInt(String::length));
    }

    /** Requests that can be told from the contracts and are answered by the interactions they were made for. */
    static Stream<ObjectNode> bodies(List<Contract> contracts) {
        InteractionSet set = InteractionSet.of(contracts, new RuleChecker(model -> text -> 0));
        return set.interactions().stream().limit(100).flatMap(interaction -> bodyFor(interaction, set).stream());
    }

    private static Optional<ObjectNode> bodyFor(Interaction interaction, InteractionSet set) {
        Turn first = interaction.turns().get(0);
        return Optional.of(ExampleRequest.of(first))
                .filter(ExampleRequest::isWhole)
                .map(ExampleRequest::body)
                .filter(body -> set.match(ChatRequest.of(body))
                        .filter(match -> match.interaction().equals(interaction))
                        .isPresent());
    }
}
