package dev.cannery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.common.Errors;
import com.github.tomakehurst.wiremock.common.InvalidInputException;
import com.github.tomakehurst.wiremock.store.InMemoryStubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.cannery.chat.Json;
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
     * @throws ServerStartException when one would proxy, with its file
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
            mapping = Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            // WireMock says it in its own words, with the file
            return;
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
