package dev.cannery.verify.check;

import dev.cannery.verify.exchange.Reply;
import java.util.Locale;

/** What is expected where the status is another than 200, and where it can be told, what to mend. */
final class StatusWords {
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private StatusWords() {}

    static String of(Reply reply, Understood understood) {
        int status = reply.status();
        if (status >= 300 && status < 400) {
            String location = reply.header("location");
            String place = location.isEmpty() ? "" : " to " + location;
            return "200; a redirect" + place + " is not followed: name the address that it leads to";
        }
        if (!understood.errorMessage().isEmpty()) {
            return "200";
        }
        if (status == NOT_FOUND || status == NOT_ALLOWED) {
            return "200; this is no error of the API: is the base URL right? Most end in /v1";
        }
        boolean isPage = reply.header("content-type").toLowerCase(Locale.ROOT).startsWith("text/html");
        return isPage ? "200; not the API answers with a page, but something before it" : "200";
    }
}
