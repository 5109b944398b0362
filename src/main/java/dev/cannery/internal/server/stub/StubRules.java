package dev.cannery.internal.server.stub;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.tomakehurst.wiremock.common.Errors;
import com.github.tomakehurst.wiremock.common.InvalidInputException;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.store.InMemoryStubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.cannery.ServerStartException;
import dev.cannery.internal.source.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rejects stubs that make this server call others, or that no client can read, when they are created. WireMock would
 * fail only when they are used.
 */
public final class StubRules extends InMemoryStubMappingStore {
    /** The matcher that takes a schema, whose references the validator would otherwise fetch. */
    public static final String SCHEMA = "matchesJsonSchema";

    private static final String REASON = "proxying is not allowed in stubs";
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef", "$schema");

    /** The JSON Schema drafts that come with the validator. */
    private static final Pattern DRAFT = Pattern.compile("https?://json-schema\\.org/draft[-/].*");

    /**
     * Checks a folder of mappings.
     *
     * @throws ServerStartException if a mapping would proxy or is not valid JSON; the message names the file
     */
    public static void check(Path mappings) {
        try (Stream<Path> files = Files.walk(mappings)) {
            files.filter(file -> file.toString().endsWith(".json")).forEach(StubRules::checkFile);
        } catch (IOException | UncheckedIOException e) {
            throw new ServerStartException("the stubs in " + mappings + " cannot be read", e);
        }
    }

    private static void checkFile(Path file) {
        JsonNode mapping;
        try {
            // WireMock's parser, because it accepts comments
            mapping = Json.getObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new ServerStartException(file + place + ": not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ServerStartException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (!mapping.findValues("proxyBaseUrl").isEmpty()) {
            throw new ServerStartException(file + ": " + REASON + ". Remove 'proxyBaseUrl'", null);
        }
        outsideReference(mapping).or(() -> untrueEncoding(mapping)).ifPresent(fault -> {
            throw new ServerStartException(file + ": " + fault, null);
        });
    }

    /** Returns the problem of a schema that refers outside of itself; empty if there is none. */
    public static Optional<String> outsideReference(JsonNode json) {
        return json.findValues(SCHEMA).stream()
                .map(StubRules::schema)
                .flatMap(StubRules::references)
                .filter(reference ->
                        !reference.startsWith("#") && !DRAFT.matcher(reference).matches())
                .findFirst()
                .map(reference -> "the schema of '" + SCHEMA + "' refers to '" + OneLine.value(reference)
                        + "'. References outside of the schema are not resolved");
    }

    private static JsonNode schema(JsonNode written) {
        try {
            return written.isTextual() ? Json.getObjectMapper().readTree(written.textValue()) : written;
        } catch (JsonProcessingException e) {
            // WireMock reports what is wrong with it
            return MissingNode.getInstance();
        }
    }

    private static Stream<String> references(JsonNode schema) {
        Stream<String> own = schema.properties().stream()
                .filter(member -> REFERENCES.contains(member.getKey())
                        && member.getValue().isTextual())
                .map(member -> member.getValue().textValue());
        return Stream.concat(
                own, StreamSupport.stream(schema.spliterator(), false).flatMap(StubRules::references));
    }

    /** Returns the problem of a response that declares an encoding its body does not have; empty if there is none. */
    private static Optional<String> untrueEncoding(JsonNode json) {
        return json.findValues("response").stream()
                .filter(response -> response.has("body") || response.has("jsonBody"))
                .flatMap(response -> response.path("headers").properties().stream())
                .filter(header -> header.getKey().equalsIgnoreCase("content-encoding")
                        && !header.getValue().asText().equalsIgnoreCase("identity"))
                .findFirst()
                .map(header -> "the body is sent as written, not encoded as '"
                        + OneLine.value(header.getValue().asText()) + "'. Remove the header, or write the body as"
                        + " 'base64Body'");
    }

    @Override
    public void add(StubMapping stub) {
        super.add(valid(stub));
    }

    @Override
    public void replace(StubMapping existing, StubMapping updated) {
        super.replace(existing, valid(updated));
    }

    private static StubMapping valid(StubMapping stub) {
        if (stub.getResponse() != null && stub.getResponse().isProxyResponse()) {
            throw new InvalidInputException(Errors.validation("/response/proxyBaseUrl", REASON));
        }
        JsonNode written = Json.getObjectMapper().valueToTree(stub);
        outsideReference(written).ifPresent(fault -> {
            throw new InvalidInputException(Errors.validation("/request", fault));
        });
        untrueEncoding(written).ifPresent(fault -> {
            throw new InvalidInputException(Errors.validation("/response/headers", fault));
        });
        return stub;
    }
}
