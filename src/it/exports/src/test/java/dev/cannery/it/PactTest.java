package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import au.com.dius.pact.consumer.MockHttpServerKt;
import au.com.dius.pact.consumer.BaseMockServer;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.BasePact;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** An exported Pact is read by pact-jvm, answers its consumer, and verifies a provider. */
class PactTest {
    private static final Path PACT = Path.of("target/pacts/pilot-openai.json");

    private static Process server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Cannery.run("export", Cannery.CONTRACTS, "--to", "pact", "--out", "target/pacts");
        server = Cannery.start("serve", "--port", "0", "--contracts", Cannery.CONTRACTS);
        port = Cannery.port(server);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    @Test
    void isAPactOfVersionFour() {
        V4Pact pact = (V4Pact) DefaultPactReader.INSTANCE.loadPact(PACT.toFile());

        assertEquals("pilot", pact.getConsumer().getName());
        assertEquals(5, pact.getInteractions().size());
    }

    @Test
    void answersARequestWithinItsRules() throws Exception {
        BasePact pact = (BasePact) DefaultPactReader.INSTANCE.loadPact(PACT.toFile());
        BaseMockServer mock = MockHttpServerKt.mockServer(pact, MockProviderConfig.createDefault(PactSpecVersion.V4));
        mock.start();
        try {
            HttpResponse<String> within = post(mock, "Count the boats.", "0.2");
            HttpResponse<String> outside = post(mock, "How many boats?", "0.2");

            assertTrue(within.body().contains("Seven gulls."), within.body());
            assertEquals(500, outside.statusCode());
        } finally {
            mock.stop();
        }
    }

    private static HttpResponse<String> post(BaseMockServer mock, String prompt, String temperature) throws Exception {
        return Cannery.post(
                mock.getUrl() + "/v1/chat/completions",
                """
                {"model": "gpt-5.4-mini", "messages": [{"role": "user", "content": "%s"}], "temperature": %s}"""
                        .formatted(prompt, temperature));
    }

    /** The mock that the contract describes is the provider. */
    @Nested
    @Provider("openai")
    @PactFolder("target/pacts")
    class OfItsProvider {
        @BeforeEach
        void target(PactVerificationContext context) {
            context.setTarget(new HttpTestTarget("127.0.0.1", port));
        }

        @TestTemplate
        @ExtendWith(PactVerificationInvocationContextProvider.class)
        void verifiesEachInteraction(PactVerificationContext context) {
            context.verifyInteraction();
        }
    }
}
