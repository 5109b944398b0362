package dev.cannery.junit;

import static dev.cannery.Responses.error;
import static dev.cannery.Responses.text;
import static dev.cannery.Rules.contains;
import static dev.cannery.Rules.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mock in a field of the test class. */
class FieldMockTest {
    @Test
    void aFieldHasTheMockOfTheRunningTest() {
        Kit.run(OfAnInstance.class, OfTheClass.class, OfAzure.class)
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(6).failed(0));
    }

    @Test
    void anUnusedReplyFailsTheTest() {
        assertThat(Kit.failures(Kit.run(Unused.class))).contains("1 interaction that this test names was never used");
    }

    @Test
    void withoutARunningTestThereIsNoMock() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ChatMockExtension.builder().build().mock())
                .withMessageContaining("no test is running");
    }

    @Test
    void withSeveralRunningTestsTheFieldFails() {
        assertThat(Kit.failures(Kit.runInParallel(AtOnce.class)))
                .contains("2 tests are running; declare a ChatMock parameter to get the mock of each");
    }

    static class OfAnInstance {
        // region field
        @RegisterExtension
        final ChatMockExtension chat = ChatMockExtension.builder().build();

        @Test
        void givesAReply() {
            chat.mock().when(prompt(contains("weather"))).reply("Sunny.");

            assertThat(new Agent(chat.baseUrl()).ask("How is the weather?")).isEqualTo("Sunny.");
            chat.mock().assertCalled().once();
        }
        // endregion

        @Test
        void computesAReply() {
            chat.mock().reply(request -> text("You asked " + request.model() + "."));

            assertThat(new Agent(chat.baseUrl()).ask("Hello")).isEqualTo("You asked gpt-4o.");
        }
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class OfTheClass {
        @RegisterExtension
        static final ChatMockExtension CHAT =
                ChatMockExtension.builder().contracts("contracts/hello.yaml").build();

        @Test
        void firstIsCalledOnce() {
            new Agent(CHAT.baseUrl()).ask("Hello");

            CHAT.mock().assertCalled().once();
        }

        @Test
        void secondDoesNotSeeTheFirst() {
            assertThat(CHAT.mock().exchanges()).isEmpty();
        }
    }

    static class OfAzure {
        @RegisterExtension
        final ChatMockExtension azure =
                ChatMockExtension.builder().profile("azure").build();

        @Test
        void repliesWithAnErrorOfTheProvider() throws Exception {
            azure.mock().reply(error("DeploymentNotFound"));

            assertThat(ask()).contains("DeploymentNotFound");
        }

        @Test
        void computesAnErrorOfTheProvider() throws Exception {
            azure.mock().reply(request -> error("DeploymentNotFound"));

            assertThat(ask()).contains("DeploymentNotFound");
        }

        private String ask() throws IOException, InterruptedException {
            String path = "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21";
            String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
            HttpRequest request = HttpRequest.newBuilder(URI.create(azure.mock().rootUrl() + path))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    static class Unused {
        @RegisterExtension
        final ChatMockExtension chat = ChatMockExtension.builder().build();

        @Test
        void addsAReplyThatIsNeverUsed() {
            chat.mock().reply("Hello!");
        }
    }

    static class AtOnce {
        @RegisterExtension
        static final ChatMockExtension CHAT = ChatMockExtension.builder().build();

        private static final CountDownLatch BOTH = new CountDownLatch(2);

        @Test
        void sendsWhileAnotherRuns() throws InterruptedException {
            meet();
        }

        @Test
        void sendsWhileOneRuns() throws InterruptedException {
            meet();
        }

        private static void meet() throws InterruptedException {
            BOTH.countDown();
            assertThat(BOTH.await(20, TimeUnit.SECONDS)).isTrue();
            CHAT.mock();
        }
    }
}
