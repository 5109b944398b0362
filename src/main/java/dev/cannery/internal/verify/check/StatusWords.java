package dev.cannery.internal.verify.check;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.target.Reply;
import java.time.Duration;
import java.util.Set;

/** Texts of what is expected if the status is not 200, with a hint how to fix it if known. */
final class StatusWords {
    /** The expected content type instead of an HTML page. */
    static final String PAGE = "application/json; an HTML page is not from the API. Check the base URL";

    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private StatusWords() {}

    static String of(ChatEndpoint endpoint, Reply reply, ReplyContent understood) {
        String wait = reply.header("retry-after");
        if (reply.status() == TOO_MANY && wait.matches("\\d{1,9}")) {
            return "200; retry-after is " + Durations.write(Duration.ofSeconds(Long.parseLong(wait)));
        }
        boolean isSilent = understood.errorMessage().isEmpty();
        return isSilent || reply.isRedirect() ? ofForeign(endpoint, reply) : "200";
    }

    /** Returns the text for a reply that is not from the API. */
    static String ofForeign(ChatEndpoint endpoint, Reply reply) {
        int status = reply.status();
        if (reply.isRedirect()) {
            String location = reply.header("location");
            String place = location.isEmpty() ? "" : " to " + location;
            return "200; a redirect" + place + " is not followed. Use the URL that it leads to";
        }
        if (status == NOT_FOUND || status == NOT_ALLOWED) {
            String base = "200; this error is not from the API. Check the base URL; most end in /v1";
            return endpoint == ChatEndpoint.RESPONSES
                    ? base + ". A target without the Responses API needs --endpoint chat"
                    : base;
        }
        if (reply.isPage()) {
            return status == OK ? PAGE : "200; an HTML page comes from something in front of the API";
        }
        return GATEWAY.contains(status) ? "200; this comes from a gateway, not from the API" : "200";
    }
}
