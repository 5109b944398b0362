package dev.cannery.server;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.common.Errors;
import com.github.tomakehurst.wiremock.common.InvalidInputException;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.store.InMemoryStubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Refuses stubs that make this server call others when they are made, where WireMock would fail when they are used. */
final class NoProxies extends InMemoryStubMappingStore {
    private static final String REASON = "stubs of this server do not proxy";

    /**
     * Looks into a folder of mappings.
     *
     * @throws ServerStartException when one would proxy or is no JSON, with its file
     */
    static void check(Path mappings) {
        try (Stream<Path> files = Files.walk(mappings)) {
            files.filter(file -> file.toString().endsWith(".json")).forEach(NoProxies::checkFile);
        } catch (IOException | UncheckedIOException e) {
            throw new ServerStartException("the stubs in " + mappings + " cannot be read", e);
        }
    }

    private static void checkFile(Path file) {
        JsonNode mapping;
        try {
            // WireMock's parser: it takes comments
            mapping = Json.getObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new ServerStartException(file + place + ": this is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ServerStartException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (!mapping.findValues("proxyBaseUrl").isEmpty()) {
            throw new ServerStartException(file + ": " + REASON + ". Take 'proxyBaseUrl' out", null);
        }
    }

    @Override
    public void add(StubMapping stub) {
        super.add(sound(stub));
    }

    @Override
    public void replace(StubMapping existing, StubMapping updated) {
        super.replace(existing, sound(updated));
    }

    private static StubMapping sound(StubMapping stub) {
        if (stub.getResponse() != null && stub.getResponse().isProxyResponse()) {
            throw new InvalidInputException(Errors.validation("/response/proxyBaseUrl", REASON));
        }
        return stub;
    }
}
