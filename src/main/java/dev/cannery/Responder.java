package dev.cannery;

import org.jspecify.annotations.Nullable;

/** A function that responds to requests that no interaction matches: {@code request -> text("Hi " + request.prompt())}. */
@FunctionalInterface
public interface Responder {
    /**
     * Returns the response to a request, or null to treat the request as a miss.
     *
     * <p>Several threads may call this method at once, and it may block. If it throws an exception or returns a response that is
     * invalid in a contract file, the request gets status 500. Names of errors are those of the mock's provider.
     *
     * @param request the request as {@link RecordedExchange#request} shows it, without secrets
     */
    @Nullable
    Response respond(RecordedRequest request);
}
