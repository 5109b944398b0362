package dev.cannery;

import org.jspecify.annotations.Nullable;

/** A function that responds to requests which no interaction matches: {@code request -> text("Hi " + request.prompt())}. */
@FunctionalInterface
public interface Responder {
    /**
     * Returns the response to a request, or null to leave the request unanswered, which is a miss.
     *
     * <p>Several threads may call it at once, and it may block. An exception is answered with status 500, and so is a response
     * that no contract file could hold. Errors have the names that the mock's provider gives them.
     *
     * @param request the request as {@link RecordedExchange#request} shows it, without secrets
     */
    @Nullable
    Response respond(RecordedRequest request);
}
