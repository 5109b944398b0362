package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.RecordedExchange;
import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultInjectionTest {
    private static final String CONTRACT =
            "interactions: [{name: hello, request: {prompt: Hello}, response: [Hi there, Again]}]";
    private static final String HELLO =
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String STREAM = HELLO.replace("\"model\"", "\"stream\":true,\"model\"");

    private MockServer server = serving(TransportOptions.PLAIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRequestMayAskForAStatusInTheProvidersWords() throws IOException {
        assertThat(ask(HELLO, "429"))
                .startsWith("HTTP/1.1 429")
                .contains("rate_limit_exceeded", "Rate limit reached for ")
                .doesNotContain("{model}", "{wait", "{unit");
        assertThat(ask(HELLO, "418")).startsWith("HTTP/1.1 418").contains("asked to fail with 418");
        assertThat(server.exchanges()).extracting(RecordedExchange::fault).containsExactly("429", "418");
    }

    @Test
    void aRefusalTakesNoTurnOfSuccessiveAnswers() throws IOException {
        ask(HELLO, "503");

        assertThat(ask(HELLO)).contains("Hi there");
    }

    @Test
    void aRequestMayAskForABrokenConnection() throws IOException {
        assertThat(ask(HELLO, "reset")).isEqualTo("reset");
        assertThat(ask(HELLO, "empty")).isEmpty();
    }

    @Test
    void aRequestMayAskForABrokenStream() throws IOException {
        assertThat(ask(STREAM, "reset after 2")).contains("\"content\":\"Hi\"").endsWith("reset");
        assertThat(ask(STREAM, "no_done after 1")).doesNotContain("[DONE]", "\"content\":\"Hi\"");
        assertThat(server.exchanges().get(0).fault()).isEqualTo("reset after 2");
        assertThat(server.exchanges().get(0).interaction()).isEqualTo("hello");
    }

    @Test
    void aRequestMayAskForATime() throws IOException {
        long start = System.nanoTime();
        assertThat(ask(HELLO, "delay 300ms")).contains("Hi there");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rest | cannot be read: unknown fault 'rest'. Did you mean 'reset'?\"",
                "delay | cannot be read: 'delay' needs a time, such as 'delay 2s'.",
                "200 | cannot be read: an error status is 400 to 599, was 200.",
                "slow_body | cannot be read: 'slow_body' needs a time, such as 'slow_body over 2s'.",
                "half_body after 2 | cannot be read: 'half_body after 2': half_body does not come after a chunk.",
                "delay soon | expected a duration such as 400ms, 1.5s or 2m, was 'soon'.",
                "misbehave | cannot be read: 'misbehave' needs a misbehaviour, such as 'misbehave cut_arguments'.",
                "misbehave emty | cannot be read: unknown misbehaviour 'emty'. Did you mean 'empty'?",
                "stall after three | 'stall after three' is not a fault. Use a status,",
                "stall after 3 | asks for 'stall after 3', which does not apply to this response."
            })
    void whatCannotBeIsRefusedInASentence(String header, String sentence) throws IOException {
        assertThat(ask(HELLO, header)).startsWith("HTTP/1.1 400").contains("wrong_fault", sentence);
    }

    @Test
    void theAdminApiShowsTheFault() throws IOException {
        ask(HELLO, "429");

        assertThat(server.wireMock().getAllServeEvents().get(0).getSubEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getData()).containsValue("fault: 429"));
    }

    @Test
    void aRequestMayAskForAMisbehaviour() throws IOException {
        assertThat(ask(HELLO, "misbehave empty no_usage"))
                .startsWith("HTTP/1.1 200")
                .contains("\"content\": \"\"")
                .doesNotContain("usage");
        assertThat(ask(STREAM, "misbehave odd_finish")).contains("[DONE]").doesNotContain("\"stop\"");
        assertThat(server.exchanges())
                .extracting(RecordedExchange::fault)
                .containsExactly("misbehave empty no_usage", "misbehave odd_finish");
    }

    @Test
    void aRequestToTheResponsesApiMayAskForTheSameFaults() throws IOException {
        String input = "{\"model\":\"gpt-4o\",\"input\":\"Hello\"}";
        String stream = input.replace("\"model\"", "\"stream\":true,\"model\"");

        assertThat(toResponses(input, "429"))
                .startsWith("HTTP/1.1 429")
                .contains("\n  \"error\": {", "rate_limit_exceeded", "Rate limit reached for ");
        assertThat(toResponses(input, "empty")).isEmpty();
        assertThat(toResponses(stream, "reset after 2"))
                .contains("\"delta\":\"Hi\"")
                .doesNotContain("\"delta\":\" there\"")
                .endsWith("reset");
        assertThat(toResponses(stream, "no_done after 1"))
                .contains("event: response.content_part.added")
                .doesNotContain("\"delta\":\"Again\"", "response.completed");
        assertThat(toResponses(stream, "error_event after 1"))
                .contains("event: error", "event: response.failed")
                .doesNotContain("\"delta\":\"Again\"");
        assertThat(toResponses(input, "misbehave empty no_usage"))
                .contains("\"text\": \"\"")
                .doesNotContain("\n  \"usage\"");
        assertThat(toResponses(input, "misbehave ignores_stop"))
                .startsWith("HTTP/1.1 200")
                .contains("Again");
        assertThat(server.exchanges())
                .extracting(RecordedExchange::fault)
                .containsExactly(
                        "429",
                        "empty",
                        "reset after 2",
                        "no_done after 1",
                        "error_event after 1",
                        "misbehave empty no_usage",
                        "misbehave ignores_stop, which found nothing to change");
    }

    private String toResponses(String body, String fault) throws IOException {
        return exchange(post("/v1/responses", body, "Connection: close", "X-Cannery-Fault: " + fault));
    }

    @Test
    void chaosIsTheSameOnBothEndpoints() throws IOException {
        server.close();
        server = serving(TransportOptions.PLAIN.chaos("429=0.5", 7));
        for (int i = 0; i < 20; i++) {
            ask(HELLO);
        }
        List<String> chat =
                server.exchanges().stream().map(RecordedExchange::fault).toList();
        server.close();
        server = serving(TransportOptions.PLAIN.chaos("429=0.5", 7));
        for (int i = 0; i < 20; i++) {
            exchange(post("/v1/responses", "{\"model\":\"gpt-4o\",\"input\":\"Hello\"}", "Connection: close"));
        }

        assertThat(server.exchanges()).extracting(RecordedExchange::fault).isEqualTo(chat);
        assertThat(chat).contains("429", (String) null);
    }

    @Test
    void aMisbehaviourThatFindsNothingLeavesTheAnswerAndTheJournalShowsIt() throws IOException {
        assertThat(ask(HELLO, "misbehave cut_arguments"))
                .startsWith("HTTP/1.1 200")
                .contains("Hi there");
        assertThat(server.exchanges().get(0).fault())
                .isEqualTo("misbehave cut_arguments, which found nothing to change");
        assertThat(server.exchanges().get(0).kind()).isEqualTo(RecordedExchange.Kind.ANSWERED);
    }

    @Test
    void randomMisbehavioursTakeEveryForm() throws IOException {
        server.close();
        server = serving(TransportOptions.PLAIN.chaos("misbehave odd_finish=1", 0));
        String answers = "";
        for (int i = 0; i < 6; i++) {
            answers += ask(HELLO);
        }

        assertThat(answers).contains("\"finish_reason\": null", "\"\"", "eos", "end_turn", "tool_call", "complete");
        assertThat(server.exchanges()).extracting(RecordedExchange::fault).containsOnly("misbehave odd_finish");
    }

    @Test
    void aContractMayLieByAMisbehaviourAlone() throws IOException {
        String lie = "interactions: [{name: hello, request: {prompt: Hello}, response:"
                + " [{tool_calls: [{f: {}}], misbehave: unknown_tool}, {tool_calls: [{f_v2: {}}]}]}]";
        String offering = HELLO.replace(
                "\"model\"", "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"model\"");
        server.close();
        server = MockServer.builder()
                .contracts(ContractReader.parse("lie.yaml", lie))
                .start();

        assertThat(ask(offering)).startsWith("HTTP/1.1 200").contains("f_v2");
        assertThat(ask(offering)).startsWith("HTTP/1.1 500").contains("does not fit the request");
        assertThat(server.exchanges().get(0).fault()).isEqualTo("misbehave unknown_tool");
    }

    @Test
    void theSameSeedGivesTheSameFates() throws IOException {
        List<String> first = fates("429=0.3,reset=0.2,delay 1ms=0.2", 7);

        assertThat(first).contains("429", "reset", "delay 1ms", "null");
        assertThat(fates("429=0.3,reset=0.2,delay 1ms=0.2", 7)).isEqualTo(first);
        assertThat(fates("429=0.3,reset=0.2,delay 1ms=0.2", 8)).isNotEqualTo(first);
    }

    @Test
    void aFateThatCannotHappenToAnAnswerLeavesItSound() throws IOException {
        server.close();
        server = serving(TransportOptions.PLAIN.chaos("stall=1", 1));

        assertThat(ask(HELLO)).contains("Hi there");
        assertThat(server.exchanges().get(0).fault()).isNull();
    }

    private List<String> fates(String faults, long seed) throws IOException {
        server.close();
        server = serving(TransportOptions.PLAIN.chaos(faults, seed));
        for (int i = 0; i < 40; i++) {
            ask(HELLO);
        }
        List<String> fates = new ArrayList<>();
        server.exchanges().forEach(exchange -> fates.add(String.valueOf(exchange.fault())));
        return fates;
    }

    private static MockServer serving(TransportOptions wire) {
        return MockServer.builder()
                .contracts(ContractReader.parse("hello.yaml", CONTRACT))
                .transport(wire)
                .start();
    }

    private String ask(String body) throws IOException {
        return exchange(post(PATH, body, "Connection: close"));
    }

    private String ask(String body, String fault) throws IOException {
        return exchange(post(PATH, body, "Connection: close", "X-Cannery-Fault: " + fault));
    }

    /** All that comes, and the word reset when the connection was. */
    private String exchange(String request) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                text.append((char) next);
            }
        } catch (SocketException e) {
            text.append("reset");
        }
        return text.toString();
    }
}
