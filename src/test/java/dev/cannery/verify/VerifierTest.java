package dev.cannery.verify;

import static dev.cannery.Responses.byWord;
import static dev.cannery.Responses.text;
import static dev.cannery.Rules.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Contract;
import dev.cannery.Interaction;
import dev.cannery.MockChatServer;
import dev.cannery.Response;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final Contract HELLO = Contract.of(
            "hello", Interaction.named("hello").when(prompt("Hello")).reply("Hi"));

    private static final MockChatServer PROVIDER =
            MockChatServer.builder().contracts(HELLO).start();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void aReportListsEachResult() throws InterruptedException {
        VerificationReport report = verify(hello());

        assertThat(report.isPassed()).isTrue();
        assertThat(report.results())
                .containsExactly(new VerificationReport.Result(
                        "hello", "hello", false, VerificationReport.Status.PASS, List.of()));
    }

    @Test
    void aReportIsWrittenInEachFormat() throws Exception {
        VerificationReport report = verify(hello());

        assertThat(report.toText()).contains("hello: hello (json)");
        assertThat(report.toMarkdown()).contains("hello").doesNotContain("<html");
        assertThat(report.toHtml())
                .startsWith("<!doctype html>")
                .contains("hello")
                .endsWith("</html>\n");
        assertThat(report.toJunitXml())
                .startsWith("<?xml")
                .contains("<testcase ", "name=\"hello (json)\"")
                .doesNotContain("<failure");
        assertThat(Json.parse(report.toJson()).findValuesAsText("interaction")).contains("hello");
    }

    @Test
    void aDeviationThatClientsCopeWithFailsOnlyOnDemand() throws InterruptedException {
        Response commented =
                text("One two").streamed(byWord().every(Duration.ofMillis(20)).heartbeat(Duration.ofMillis(5)));
        Contract hello = Contract.of(
                "hello", Interaction.named("hello").when(prompt("Hello")).reply(commented));
        try (MockChatServer provider = MockChatServer.builder().contracts(hello).start()) {
            VerifierBuilder builder = Verifier.builder().contracts(HELLO).withoutErrors();
            String target = provider.baseUrl().toString();

            assertThat(builder.build().verify(target).results())
                    .extracting(VerificationReport.Result::status)
                    .containsExactly(VerificationReport.Status.PASS, VerificationReport.Status.WARN);
            assertThat(builder.failOnWarnings().build().verify(target).results())
                    .extracting(VerificationReport.Result::status)
                    .containsExactly(VerificationReport.Status.PASS, VerificationReport.Status.FAIL);
        }
    }

    private static VerifierBuilder hello() {
        return Verifier.builder().contracts(HELLO).withoutErrors().withoutStreams();
    }

    private static VerificationReport verify(VerifierBuilder builder) throws InterruptedException {
        return builder.build().verify(PROVIDER.baseUrl().toString());
    }
}
