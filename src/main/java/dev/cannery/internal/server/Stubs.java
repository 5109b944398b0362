package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.servlet.BodyChunker;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.SseFrame;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ProviderHeaders;
import dev.cannery.internal.server.provider.ServerError;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;

/** WireMock's stubs, asked as a function: they return an answer, or nothing. */
final class Stubs implements AutoCloseable {
    private static final int THREADS = 128;

    private final WireMockHost wireMock;
    private final BlockingThreads threads = new BlockingThreads("cannery-stubs", THREADS);

    Stubs(WireMockHost wireMock) {
        this.wireMock = wireMock;
    }

    /** Whether there is no stub, so that none can answer. */
    boolean isEmpty() {
        return !wireMock.hasStubs();
    }

    /**
     * Runs a task on a thread that may block.
     *
     * @param rejected takes the answer to give if there is no thread
     */
    void execute(Call call, Runnable task, Consumer<Answer> rejected) {
        try {
            threads.execute(() -> call.guarded(task));
        } catch (RejectedExecutionException e) {
            rejected.accept(Answer.refusal(ServerError.noThread(String.valueOf(e.getMessage())), Provider.standard()));
        }
    }

    /** Returns the answer of the stub that matches; empty if none does. */
    Optional<Answer> answer(Call call) {
        Optional<StubRequestHandler> handler = wireMock.stubs();
        if (handler.isEmpty()) {
            return Optional.empty();
        }
        byte[] body;
        try {
            body = InflatedBody.of(call.body(), call.transport().bodies().bytes(), call.share());
        } catch (InflatedBody.RefusedException e) {
            return Optional.of(Answer.refusal(e.error(), Provider.standard()));
        }
        AtomicReference<Response> given = new AtomicReference<>();
        try {
            handler.get()
                    .handle(
                            new StubRequest(call.request(), body),
                            (request, response, more) -> given.set(response),
                            null);
        } catch (Exception | Error e) {
            return Optional.of(failure(call.path(), e));
        }
        return Optional.of(given.get()).filter(Response::wasConfigured).map(Stubs::answer);
    }

    private static Answer failure(String path, Throwable failure) {
        String sentence = "The stub for " + path + " failed: " + firstLineOf(failure);
        return Answer.refusal(ServerError.failure(500, sentence), Provider.standard())
                .reporting(ServerEvent.of(ServerEvent.Kind.FAILURE, sentence).with("path", path));
    }

    /** The innermost cause says what the author of the stub has to know. */
    private static String firstLineOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }

    private static Answer answer(Response response) {
        HttpFields.Mutable headers = HttpFields.build();
        response.getHeaders()
                .all()
                .forEach(header -> header.values().forEach(value -> headers.add(header.key(), value)));
        Duration delay = Duration.ofMillis(response.getInitialDelay());
        RenderedResponse rendered =
                new RenderedResponse(response.getStatus(), Map.of(), body(response, delay), Delay.of(delay));
        return Answer.because(
                new Answer.Cause.Stubbed(), rendered, new ProviderHeaders(headers.asImmutable(), false, null));
    }

    private static Body body(Response response, Duration delay) {
        Fault fault = response.getFault();
        if (fault != null) {
            return switch (fault) {
                case CONNECTION_RESET_BY_PEER -> new Body.Broken(null, Body.Ending.RESET);
                case EMPTY_RESPONSE -> new Body.Broken(null, Body.Ending.CLOSE);
                case MALFORMED_RESPONSE_CHUNK -> new Body.Broken(List.of(), Body.Ending.GARBAGE);
                case RANDOM_DATA_THEN_CLOSE -> new Body.Broken(null, Body.Ending.GARBAGE);
            };
        }
        byte[] bytes = response.getBody() == null ? new byte[0] : response.getBody();
        return response.shouldAddChunkedDribbleDelay() && bytes.length > 0
                ? dribbled(bytes, delay, response.getChunkedDribbleDelay())
                : new Body.Whole(ByteBuffer.wrap(bytes));
    }

    private static Body dribbled(byte[] bytes, Duration delay, ChunkedDribbleDelay dribble) {
        byte[][] chunks = BodyChunker.chunkBody(bytes, dribble.getNumberOfChunks());
        List<SseFrame> frames = new ArrayList<>();
        for (byte[] chunk : chunks) {
            long millis = (long) dribble.getTotalDuration() / chunks.length * (frames.size() + 1);
            frames.add(new SseFrame(ByteBuffer.wrap(chunk), delay.plusMillis(millis)));
        }
        return new Body.Framed(frames);
    }

    @Override
    public void close() {
        threads.close();
    }
}
