package dev.cannery.bench;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.Review;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one request costs from its bytes to those of its answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AnswerBenchmark {
    @Param({"1", "1000"})
    int kilobytes;

    private final ResponseRenderer renderer = new ResponseRenderer();
    private final Profile profile = ProfileReader.read("openai");
    private final TokenCounter uncached = new TokenCounter(0, 0);
    private final CannedResponse counted = answer(Workload.contract(1, false));
    private final CannedResponse given = answer(Workload.contract(1, true));
    private final CannedResponse streamed = answer(Workload.streamContract(20));
    private final Profile responses = profile.at(ChatEndpoint.RESPONSES).orElseThrow();
    private byte[] body = {};
    private ChatRequest whole;
    private ChatRequest stream;
    private ChatRequest wholeResponse;
    private ChatRequest streamedResponse;

    private static CannedResponse answer(String yaml) {
        return ContractReader.parse("bench.yaml", yaml)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
    }

    @Setup
    public void prepare() throws MalformedRequestException {
        String text = kilobytes == 1 ? Workload.request(0, "") : Workload.longRequest(kilobytes * 1_000);
        body = text.getBytes(StandardCharsets.UTF_8);
        whole = parse();
        body = text.replace("\"temperature\"", "\"stream\":true,\"temperature\"").getBytes(StandardCharsets.UTF_8);
        stream = parse();
        wholeResponse = toResponses(whole);
        streamedResponse = toResponses(stream);
    }

    /** Returns the same request as a client of the Responses API sends it. */
    private static ChatRequest toResponses(ChatRequest chat) {
        return ChatRequest.of("/v1/responses", Map.of(), ResponsesBody.of(chat.body()).body());
    }

    @Benchmark
    public ChatRequest parse() throws MalformedRequestException {
        return ChatRequest.parse("/v1/chat/completions", Map.of(), body);
    }

    @Benchmark
    public Review review() {
        return profile.review(whole);
    }

    @Benchmark
    public RenderedResponse rendersJson() {
        return renderer.render(counted, whole, "answer", profile.style());
    }

    @Benchmark
    public RenderedResponse rendersJsonWithUsageGiven() {
        return renderer.render(given, whole, "answer", profile.style());
    }

    @Benchmark
    public RenderedResponse rendersAStreamOf200Tokens() {
        return renderer.render(streamed, stream, "answer", profile.style());
    }

    @Benchmark
    public RenderedResponse rendersAResponse() {
        return renderer.render(counted, wholeResponse, "answer", responses.style());
    }

    /** The events of a stream are put together when they are sent, so that this is part of what it costs. */
    @Benchmark
    public int sendsAStreamOf200Tokens() {
        return bytesOf(renderer.render(streamed, stream, "answer", profile.style()));
    }

    @Benchmark
    public int sendsAResponseOf200Tokens() {
        return bytesOf(renderer.render(streamed, streamedResponse, "answer", responses.style()));
    }

    private static int bytesOf(RenderedResponse response) {
        return response.body().parts().stream().mapToInt(ByteBuffer::remaining).sum();
    }

    @Benchmark
    public int countsTokens() {
        return uncached.promptTokens(whole);
    }
}
