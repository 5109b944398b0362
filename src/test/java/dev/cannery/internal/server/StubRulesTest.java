package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StubRulesTest {
    private static final String STUB = """
            {"request": {"urlPath": "/x", "bodyPatterns": [{"matchesJsonSchema": %s}]}, "response": {"status": 200}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': 'http://127.0.0.1:9/schema.json'}",
                "{'properties': {'a': {'items': [{'$ref': 'file:///etc/passwd'}]}}}",
                "{'$dynamicRef': 'other.json#x'}",
                "{'$schema': 'http://example.com/meta'}"
            })
    void aSchemaThatRefersOutwardIsRefusedWhereverItIsWritten(String schema, @TempDir Path folder) throws IOException {
        String json = schema.replace('\'', '"');
        String text = "\"" + json.replace("\"", "\\\"") + "\"";
        for (String written : new String[] {json, text}) {
            String stub = STUB.formatted(written);
            assertThat(made(stub))
                    .startsWith("HTTP/1.1 422")
                    .contains("References outside of the schema are not resolved");
            assertFileIsRefused(folder, stub, "References outside of the schema are not resolved");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': '#/definitions/a', 'definitions': {'a': {'type': 'object'}}}",
                "{'$schema': 'http://json-schema.org/draft-07/schema#', 'type': 'object'}"
            })
    void aSchemaThatRefersToItselfIsTaken(String schema) throws IOException {
        assertThat(made(STUB.formatted(schema.replace('\'', '"')))).startsWith("HTTP/1.1 201");
    }

    @Test
    void aBodyThatIsNotEncodedAsItsHeaderSaysIsRefused(@TempDir Path folder) throws IOException {
        String untrue =
                "{\"request\": {\"urlPath\": \"/x\"}, \"response\": {\"body\": \"plain\", \"headers\": {\"Content-Encoding\": \"gzip\"}}}";
        assertThat(made(untrue)).startsWith("HTTP/1.1 422").contains("not encoded as 'gzip'");
        assertFileIsRefused(folder, untrue, "not encoded as 'gzip'");
        assertThat(made(untrue.replace("gzip", "identity"))).startsWith("HTTP/1.1 201");
        assertThat(made(untrue.replace("\"body\": \"plain\"", "\"base64Body\": \"H4s=\"")))
                .startsWith("HTTP/1.1 201");
    }

    private static String made(String stub) throws IOException {
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            String head = client.send(post("/__admin/mappings", stub)).head();
            return head + client.body(head);
        }
    }

    private static void assertFileIsRefused(Path folder, String stub, String fault) throws IOException {
        Path file = Files.createDirectories(folder.resolve("mappings")).resolve("stub.json");
        Files.writeString(file, stub);
        assertThatThrownBy(() -> MockServer.builder().stubs(folder).start())
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(fault);
    }
}
