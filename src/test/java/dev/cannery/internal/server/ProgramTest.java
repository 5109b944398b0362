package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.RecordedExchange;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.Misdeeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private final List<LoadedContract> contracts = List.of(
            MockServerTest.contract("weather"), MockServerTest.contract("news"), MockServerTest.contract("news"));
    private final Program program = Parts.program(false, contracts);
    private final Memory memory = Parts.memory();

    @Test
    void successiveCallsTakeSuccessiveResponsesAndTheLastRepeats() {
        assertThat(List.of(answer("news"), answer("weather"), answer("news"), answer("news"), answer("weather")))
                .containsExactly("news: first", "weather: first", "news: second", "news: second", "weather: second");
        assertThat(contracts.stream()
                        .map(contract -> contract.interactions().get(0).turns().get(0)))
                .extracting(memory::callsOf)
                .containsExactly(2L, 3L, 0L);
    }

    @Test
    void eachResponseIsTakenByOneOfManyThreads() throws InterruptedException {
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    for (int call = 0; call < 500; call++) {
                        answers.add(answer("news"));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(answers).hasSize(4_000).containsOnlyOnce("news: first");
    }

    @Test
    void aMemoryOfItsOwnBeginsWithTheFirstResponse() {
        answer("news");
        ChatRequest request = request("news");
        Match match = program.match(request).orElseThrow();

        assertThat(text(program.respond(
                        match, request, program.providerAt(request.path()), Parts.memory(), Misdeeds.NONE)))
                .contains("first");
    }

    @Test
    void whatNothingMatchesIsExplained() {
        ChatRequest request = request("sports");

        Answer miss = program.explain(request, program.providerAt(request.path()));

        assertThat(program.match(request)).isEmpty();
        assertThat(miss.kind()).isEqualTo(RecordedExchange.Kind.MISSED);
        assertThat(miss.response().status()).isEqualTo(404);
        assertThat(text(miss)).contains("no_matching_interaction", "POST /v1/chat/completions", "'asks for weather'");
        assertThat(miss.notice())
                .isNotNull()
                .satisfies(notice -> assertThat(notice.message()).contains("3 loaded"));
    }

    @Test
    void anotherProgramLeavesWhatThisOneIs() {
        Program other = program.with(List.of(MockServerTest.contract("sports")));

        assertThat(other.match(request("sports"))).isPresent();
        assertThat(program.match(request("sports"))).isEmpty();
        assertThat(program.with(contracts)).isSameAs(program);
    }

    private String answer(String model) {
        ChatRequest request = request(model);
        Match match = program.match(request).orElseThrow();
        Answer answer = program.respond(match, request, program.providerAt(request.path()), memory, Misdeeds.NONE);
        return Objects.requireNonNull(answer.match()).interaction().name().replace("asks for ", "")
                + (text(answer).contains("first") ? ": first" : ": second");
    }

    private static ChatRequest request(String model) {
        return ChatRequest.of(MockServerTest.request(model));
    }

    private static String text(Answer answer) {
        return StandardCharsets.UTF_8
                .decode(answer.response().body().parts().get(0).duplicate())
                .toString();
    }
}
