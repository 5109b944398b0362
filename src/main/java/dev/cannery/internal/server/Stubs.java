package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.internal.server.admin.AdminCall;
import dev.cannery.internal.server.admin.InflatedBody;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.host.BlockingThreads;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.stub.StubRequest;
import dev.cannery.internal.server.stub.StubResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** WireMock's stubs as a function: they return an answer or nothing. If they return nothing, a file may answer. */
final class Stubs implements AutoCloseable {
    private static final int THREADS = 128;

    private final WireMockHost wireMock;
    private final AdminCall.Service files;
    private final BlockingThreads threads = new BlockingThreads("cannery-stubs", THREADS);

    /**
     * Creates the stubs of a server.
     *
     * @param files serves the files of the stubs folder
     */
    Stubs(WireMockHost wireMock, AdminCall.Service files) {
        this.wireMock = wireMock;
        this.files = files;
    }

    /** Whether a stub or a file may answer a request. In a scope they do not answer requests to the API's paths. */
    boolean mayAnswer(Call call) {
        return (wireMock.hasStubs() && (call.isUnknown() || !call.isInScope())) || hasFile(call);
    }

    /** Whether a file of the stubs folder answers a request if no stub does. */
    boolean hasFile(Call call) {
        return call.isUnknown() && wireMock.hasFile(call.method(), call.path());
    }

    AdminCall.Service files() {
        return files;
    }

    /**
     * Runs a task on a thread that may block.
     *
     * @param rejected receives the answer to send if there is no thread
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
        byte[] body;
        try {
            body = InflatedBody.of(call.body(), call.transport(), call.share());
        } catch (InflatedBody.RefusedException e) {
            return Optional.of(Answer.refusal(e.error(), Provider.standard()));
        }
        Given given = new Given();
        Answer failure = null;
        try {
            wireMock.serve(new StubRequest(call.request(), body), given);
        } catch (Exception | Error e) {
            failure = failure(call.path(), e);
        }
        Answer failed = failure;
        try {
            Optional<Answer> answer = given.answer(call);
            // a failure after the response, such as in a webhook, does not change it
            ServerEvent notice = failed == null ? null : failed.notice();
            return answer.map(sent -> sent.reporting(notice)).or(() -> Optional.ofNullable(failed));
        } catch (Exception | Error e) {
            return Optional.of(failure(call.path(), e));
        }
    }

    private static Answer failure(String path, Throwable failure) {
        String sentence = "The stub for " + path + " failed: " + firstLineOf(failure);
        return Answer.refusal(ServerError.failure(500, sentence), Provider.standard())
                .reporting(ServerEvent.of(ServerEvent.Kind.FAILURE, sentence).with("path", path));
    }

    /** Returns the first line of the innermost cause, which is what the author of the stub needs. */
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

    @Override
    public void close() {
        threads.close();
    }

    /**
     * The response that WireMock passes back. It is sent only if everything that WireMock does for the request has
     * succeeded.
     */
    private static final class Given implements HttpResponder {
        private @Nullable Response response;
        private @Nullable ServeEvent event;

        @Override
        public void respond(Request request, Response answer, Map<String, Object> attributes) {
            response = answer;
            event = (ServeEvent) attributes.get(ServeEvent.ORIGINAL_SERVE_EVENT_KEY);
        }

        Optional<Answer> answer(Call call) {
            return response == null || event == null || !response.wasConfigured()
                    ? Optional.empty()
                    : Optional.of(new StubResponse(response, call.method()).toAnswer(event));
        }
    }
}
