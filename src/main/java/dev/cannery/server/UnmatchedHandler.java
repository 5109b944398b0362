package dev.cannery.server;

import dev.cannery.chat.ApiError;
import dev.cannery.server.provider.Head;
import dev.cannery.server.provider.Provider;
import dev.cannery.server.transport.AnswerWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says in the API's shape that neither an interaction nor a stub answers, or that a stub failed, where WireMock would render a
 * page, a diff or the trace of an exception.
 */
final class UnmatchedHandler implements Request.Handler {
    private static final int NOT_FOUND = 404;
    private static final String FAILURE = "dev.cannery.server.failure";

    private final Responder responder;
    private final Consumer<String> notices;

    UnmatchedHandler(Responder responder, Consumer<String> notices) {
        this.responder = responder;
        this.notices = notices;
    }

    /** Stands ahead of WireMock's servlet, because Jetty would log the trace of what a user's stub throws. */
    Filter failures() {
        return (request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } catch (RuntimeException | ServletException e) {
                String sentence =
                        "The stub for " + ((HttpServletRequest) request).getRequestURI() + " failed: " + firstLineOf(e);
                notices.accept(sentence);
                if (!response.isCommitted()) {
                    request.setAttribute(FAILURE, sentence);
                    ((HttpServletResponse) response).sendError(HttpStatus.INTERNAL_SERVER_ERROR_500);
                }
            }
        };
    }

    /** What the innermost cause says, which is what the stub's author has to know. */
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
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = reply(request, response.getStatus());
        reply.head().addTo(response.getHeaders(), 0);
        AnswerWriter.sendWhole(reply.response(), response, callback);
        return true;
    }

    private Reply reply(Request request, int status) {
        if (status == NOT_FOUND && request.getAttribute(Fallback.MISS) instanceof Reply miss) {
            miss.report(notices);
            return miss;
        }
        // The path as the client wrote it: inside WireMock's context a forward may have changed the other forms.
        String path = request.getHttpURI().getPath();
        Provider provider = responder.providerAt(path);
        if (status == NOT_FOUND) {
            return Reply.of(provider.profile().refusalOfPath(request.getMethod(), path), provider);
        }
        String sentence = request.getAttribute(FAILURE) instanceof String said
                ? said
                : "WireMock could not serve this request (" + status + ").";
        ApiError failure = ServerErrors.failure(Math.max(status, 400), sentence);
        return Reply.of(ServerErrors.render(failure, provider), Head.NONE);
    }
}
