package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.server.api.AddressAdvice;
import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.provider.Head;
import dev.cannery.internal.server.provider.Provider;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says in the API's shape that neither an interaction nor a stub answers, or that a stub failed, where WireMock would render a
 * page, a diff or the trace of an exception.
 */
final class UnmatchedHandler implements Request.Handler {
    private static final int NOT_FOUND = 404;
    private static final String FAILURE = "dev.cannery.internal.server.failure";
    /** Where WireMock leaves its record of a request that no stub matched. */
    private static final String SERVE_EVENT = "wiremock.ORIGINAL_SERVE_EVENT";

    private final Responder responder;
    private final Journal journal;
    private final Consumer<ServerEvent> events;

    UnmatchedHandler(Responder responder, Journal journal, Consumer<ServerEvent> events) {
        this.responder = responder;
        this.journal = journal;
        this.events = events;
    }

    /** Stands ahead of WireMock's servlet, because Jetty would log the trace of what a user's stub throws. */
    Filter failures() {
        return (request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } catch (RuntimeException | ServletException | Error e) {
                String path = ((HttpServletRequest) request).getRequestURI();
                String sentence = "The stub for " + path + " failed: " + firstLineOf(e);
                events.accept(ServerEvent.of(ServerEvent.Kind.FAILURE, sentence).with("path", path));
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
        if (response.getStatus() == NOT_FOUND
                && request.getAttribute(Fallback.OTHERWISE) instanceof Fallback.Answer otherwise) {
            forget(request);
            otherwise.give(response, callback);
            return true;
        }
        Reply reply = reply(request, response.getStatus());
        HeadWriter.write(reply.head(), response.getHeaders(), 0);
        AnswerWriter.sendWhole(reply.response(), response, callback);
        return true;
    }

    /** Takes WireMock's record of the request back: who answers instead writes one that says why. */
    private void forget(Request request) {
        if (request.getAttribute(SERVE_EVENT) instanceof ServeEvent event) {
            journal.remove(event.getId());
        }
    }

    private void advise(Request request, String path, Profile profile) {
        // a browser asks for icons and the like of its own accord
        boolean isOfClient = !request.getMethod().equals("GET") || ApiPath.isNear(path);
        if (isOfClient && !AdminGuard.isAdmin(path)) {
            HttpURI uri = request.getHttpURI();
            String root = uri.getScheme() + "://" + uri.getAuthority();
            String advice = AddressAdvice.on(request.getMethod(), path, root, profile);
            events.accept(ServerEvent.of(ServerEvent.Kind.ADDRESS, advice).with("path", path));
        }
    }

    private Reply reply(Request request, int status) {
        // The path as the client wrote it: inside WireMock's context a forward may have changed the other forms.
        String path = request.getHttpURI().getPath();
        Provider provider = responder.providerAt(path);
        if (status == NOT_FOUND) {
            Profile profile = provider.profile();
            advise(request, path, profile);
            return Reply.of(AddressAdvice.refusal(request.getMethod(), path, profile), provider);
        }
        String sentence = request.getAttribute(FAILURE) instanceof String said
                ? said
                : "WireMock could not serve this request (" + status + ").";
        ApiError failure = ServerErrors.failure(Math.max(status, 400), sentence);
        return Reply.of(ServerErrors.render(failure, provider), Head.NONE);
    }
}
