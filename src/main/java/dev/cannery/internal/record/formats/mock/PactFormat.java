package dev.cannery.internal.record.formats.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.record.formats.file.FileExchange;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.QueryText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The HTTP interactions of Pact files, versions 2 to 4, on chat paths. */
public final class PactFormat implements Format {
    private static final Set<String> TRANSPORT =
            Set.of("content-type", "accept", "host", "content-length", "user-agent", "authorization", "api-key");

    @Override
    public String title() {
        return "Pact";
    }

    @Override
    public boolean recognizes(FileValue document) {
        boolean isOfTwo = document.member("consumer").isMap()
                && document.member("provider").isMap();
        return isOfTwo
                && (document.member("interactions").isList()
                        || document.member("messages").isList());
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        List<Expected> expectations = new ArrayList<>();
        for (FileValue document : documents) {
            document.member("messages")
                    .items()
                    .forEach(message -> reading.loss(message, "a message is not an HTTP interaction"));
            for (FileValue interaction : document.member("interactions").items()) {
                read(interaction, reading).ifPresent(expectations::add);
            }
        }
        Expectations.into(reading, expectations);
    }

    private static Optional<Expected> read(FileValue interaction, Reading reading) {
        String type = interaction.member("type").text();
        if (!type.isEmpty() && !type.equals("Synchronous/HTTP")) {
            reading.loss(interaction, "an interaction of type '" + type + "' is not an HTTP interaction");
            return Optional.empty();
        }
        FileValue request = interaction.member("request");
        String path = request.member("path").text();
        if (!reading.isChat(interaction, request.member("method").text(), path)) {
            return Optional.empty();
        }
        ExpectationDraft draft = new ExpectationDraft(interaction, reading)
                .named(interaction.member("description").text());
        draft.path(path);
        draft.given(interaction.member("providerState").text());
        interaction
                .member("providerStates")
                .items()
                .forEach(state -> draft.given(state.member("name").text()));
        if (interaction.member("pending").isTrue()) {
            draft.pending();
        }
        PactRules rules = PactRules.of(request.member("matchingRules"), draft);
        Optional<JsonNode> body = body(request, reading);
        body.ifPresent(json -> rules.body(json, request.member("body")));
        FileExchange.headers(request.member("headers")).forEach((name, value) -> {
            if (!TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) {
                FileValue where = request.member("headers");
                draft.rule(where, new RequestPart.Header(name), () -> rules.header(name, value));
            }
        });
        query(request.member("query"), draft);
        rules.reportUnused();
        return answer(interaction.member("response"), reading).flatMap(draft::answering);
    }

    /** Adds a rule for each parameter. They are a text in version 2, and lists of texts by name in later ones. */
    private static void query(FileValue query, ExpectationDraft draft) {
        Map<String, String> parameters = query.isMap() ? FileExchange.headers(query) : QueryText.parse(query.text());
        parameters.forEach((name, value) ->
                draft.rule(query, new RequestPart.QueryParameter(name), () -> ExpectationDraft.equal(value)));
    }

    private static Optional<CannedResponse> answer(FileValue response, Reading reading) {
        Optional<JsonNode> body = body(response, reading);
        FileValue rules = response.member("matchingRules");
        if (rules.hasAny("body") || rules.members().keySet().stream().anyMatch(key -> key.startsWith("$"))) {
            reading.loss(
                    rules,
                    "the rules on the response cannot be carried over: a provider is verified for the shape of its responses;"
                            + " add a rule to 'verify' for more");
        }
        String text = body.map(json -> json.isTextual() ? json.textValue() : Json.compact(json))
                .orElse("");
        return Optional.of(Answers.ofBody(
                response.member("status").wholeNumber(200),
                text,
                WireMockFormat.headers(response),
                WireMockFormat.retryAfter(response),
                Delay.NONE,
                Pacing.UNPACED));
    }

    /** Returns the example body. Version 4 puts it into a map with its encoding. */
    private static Optional<JsonNode> body(FileValue message, Reading reading) {
        FileValue body = message.member("body");
        if (!body.isPresent() || body.json().isNull()) {
            return Optional.empty();
        }
        boolean isWrapped = body.isMap()
                && body.has("contentType")
                && body.member("content").isPresent();
        if (!isWrapped) {
            return Optional.of(body.json());
        }
        FileValue content = body.member("content");
        String encoded = body.member("encoded").text();
        if (encoded.equalsIgnoreCase("base64") || encoded.equals("true")) {
            byte[] bytes = Base64.getMimeDecoder().decode(content.text());
            return parsed(new String(bytes, StandardCharsets.UTF_8), body, reading);
        }
        return encoded.equalsIgnoreCase("JSON") && content.isText()
                ? parsed(content.text(), body, reading)
                : Optional.of(content.json());
    }

    private static Optional<JsonNode> parsed(String text, FileValue body, Reading reading) {
        try {
            return Optional.of(Json.parse(text));
        } catch (IOException e) {
            if (body.member("contentType").text().contains("json")) {
                reading.loss(body, "the body is not valid JSON");
            }
            return Optional.of(Json.treeOf(text));
        }
    }
}
