package dev.cannery.internal.verify.check;

import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.verify.exchange.Reply;
import java.time.Duration;
import java.util.Set;

/** What is expected where the status is another than 200, and where it can be told, what to mend. */
final class StatusWords {
    /** What is expected instead of a page. */
    static final String PAGE = "application/json; a page is not the API's: is the base URL right?";

    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private StatusWords() {}

    static String of(Reply reply, ReplyContent understood) {
        String wait = reply.header("retry-after");
        if (reply.status() == TOO_MANY && wait.matches("\\d{1,9}")) {
            return "200; it says to come back in " + Durations.write(Duration.ofSeconds(Long.parseLong(wait)));
        }
        boolean isSilent = understood.errorMessage().isEmpty();
        return isSilent || reply.isRedirect() ? ofForeign(reply) : "200";
    }

    /** The same of a reply that is not the API's. */
    static String ofForeign(Reply reply) {
        int status = reply.status();
        if (reply.isRedirect()) {
            String location = reply.header("location");
            String place = location.isEmpty() ? "" : " to " + location;
            return "200; a redirect" + place + " is not followed: name the address that it leads to";
        }
        if (status == NOT_FOUND || status == NOT_ALLOWED) {
            return "200; this is no error of the API: is the base URL right? Most end in /v1";
        }
        if (reply.isPage()) {
            return status == OK ? PAGE : "200; not the API answers with a page, but something before it";
        }
        return GATEWAY.contains(status) ? "200; a gateway answers, not the API behind it" : "200";
    }
}
