package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.provider.ApiKeys;
import dev.cannery.internal.server.provider.Gate;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.Providers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContractDispatcherTest {
    private static final CannedResponse FIRST = CannedCompletion.ofText("first");
    private static final CannedResponse SECOND = CannedCompletion.ofText("second");

    private final InteractionSet interactions = InteractionSet.of(
            List.of(
                    MockChatServerTest.contract("weather"),
                    MockChatServerTest.contract("news"),
                    MockChatServerTest.contract("news")),
            new RuleChecker(model -> text -> 0));
    private final CallCounts calls = new CallCounts(interactions.interactions());
    private final Providers providers =
            new Providers(List.of(), ProfileReader.read("lenient"), UnaryOperator.identity(), false);
    private final Provider provider = providers.at("");
    private final Dispatcher dispatcher = new ContractDispatcher(
            interactions,
            providers,
            new Policy(null, new Gate(new ApiKeys(List.of()), null), false, false, sentence -> {}),
            calls);

    @Test
    void successiveCallsTakeSuccessiveAnswersAndTheLastRepeats() {
        assertThat(List.of(
                        dispatch("news"), dispatch("weather"), dispatch("news"), dispatch("news"), dispatch("weather")))
                .containsExactly(
                        answer(1, FIRST), answer(0, FIRST), answer(1, SECOND), answer(1, SECOND), answer(0, SECOND));
        assertThat(interactions.interactions())
                .extracting(interaction -> calls.of(interaction.turns().get(0)))
                .containsExactly(2L, 3L, 0L);
    }

    @Test
    void eachAnswerIsTakenByOneOfManyThreads() throws InterruptedException {
        Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    for (int call = 0; call < 500; call++) {
                        outcomes.add(dispatch("news"));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(outcomes).hasSize(4_000).containsOnlyOnce(answer(1, FIRST));
    }

    @Test
    void aMissSaysSo() {
        assertThat(dispatch("sports")).isInstanceOfSatisfying(Outcome.Miss.class, miss -> {
            assertThat(miss.error().status()).isEqualTo(404);
            assertThat(miss.error().type()).isEqualTo("no_matching_interaction");
            assertThat(miss.report()).contains("3 loaded");
            assertThat(miss.error().message()).contains("POST /v1/chat/completions", "'asks for weather'");
        });
    }

    private Outcome answer(int interaction, CannedResponse response) {
        return new Outcome.Answer(new Match(interactions.interactions().get(interaction), 0), response, provider);
    }

    private Outcome dispatch(String model) {
        return dispatcher.dispatch(ChatRequest.of(MockChatServerTest.request(model)));
    }
}
