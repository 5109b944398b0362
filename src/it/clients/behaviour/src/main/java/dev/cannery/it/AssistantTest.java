package dev.cannery.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every client is held to: it is told where the server listens, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AssistantTest {
    static final double FITTING = 0.2;

    private StandaloneServer server;
    private Assistant assistant;

    /** Returns the client under test. */
    final Assistant assistant() {
        return assistant;
    }

    /** The client, pointed at a base URL that ends in {@code /v1}. */
    protected abstract Assistant connect(String baseUrl);

    /** What the server is started with beside a port and its contracts. */
    protected List<String> serverOptions() {
        return List.of();
    }

    /** Whether the client tries again when it is told to slow down. */
    protected boolean retries() {
        return true;
    }

    /** Whether the client tells a stream that broke from one that ended. */
    protected boolean noticesBrokenStreams() {
        return true;
    }

    @BeforeAll
    void startServerAndClient() throws Exception {
        server = StandaloneServer.start(Path.of(System.getProperty("cannery.contracts")), serverOptions());
        assistant = connect(server.baseUrl());
    }

    @AfterAll
    void stopClientAndServer() throws Exception {
        if (assistant != null) {
            assistant.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theWholeAnswerIsTheCannedText() {
        assertThat(assistant.whole("hello there", FITTING)).isEqualTo("Hi! How can I help?");
    }

    @Test
    void theStreamedAnswerIsTheSameText() {
        assertThat(assistant.streamed("hello there", FITTING)).isEqualTo("Hi! How can I help?");
    }

    @Test
    void aToolIsRunAndTheConversationGoesOnWithItsResult() {
        assertThat(assistant.withTheWeatherTool("How is the weather in Paris?"))
                .isEqualTo("It is 18 degrees in Paris.");
    }

    @Test
    void aStructuredAnswerIsReadIntoItsType() {
        assertThat(assistant.invoice("Read INV-42")).isEqualTo(new Assistant.Invoice("INV-42", 99.5));
    }

    @Test
    void whatTheProviderWouldRefuseIsRefusedInItsWords() {
        String tooLong = "hello ".repeat(200_000);

        assertThatThrownBy(() -> assistant.whole(tooLong, FITTING))
                .hasStackTraceContaining("Expected a string with maximum length 1048576");
    }

    @Test
    void aMissSaysInTheExceptionWhichFieldWasWrong() {
        assertThatThrownBy(() -> assistant.whole("hello there", 0.9))
                .hasStackTraceContaining("temperature: expected 0..0.3, was 0.9");
    }

    @Test
    void aStreamedRequestThatMissesSaysSoToo() {
        assertThatThrownBy(() -> assistant.streamed("hello there", 0.9))
                .hasStackTraceContaining("temperature: expected 0..0.3, was 0.9");
    }

    @Test
    void aClientThatIsToldToSlowDownTriesAgain() {
        if (retries()) {
            assertThat(assistant.whole("a burst of requests", FITTING)).isEqualTo("Thanks for waiting.");
        } else {
            assertThatThrownBy(() -> assistant.whole("a burst of requests", FITTING))
                    .hasStackTraceContaining("Rate limit reached");
        }
    }

    @Test
    void aStreamThatBreaksDoesNotPassForAWholeAnswer() {
        if (noticesBrokenStreams()) {
            assertThatThrownBy(() -> assistant.streamed("drop the line", FITTING)).isInstanceOf(Exception.class);
        } else {
            String half;
            try {
                half = assistant.streamed("drop the line", FITTING);
            } catch (RuntimeException noticed) {
                return;
            }
            assertThat("This will never be finished").startsWith(half).isNotEqualTo(half);
        }
    }
}
