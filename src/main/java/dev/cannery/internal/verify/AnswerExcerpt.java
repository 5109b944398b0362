package dev.cannery.internal.verify;

import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.wire.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The part of a reply that reports show: its beginning, and the request id that the provider's log contains. */
final class AnswerExcerpt {
    private static final int LONGEST = 2_000;

    /** Headers with a request id: of OpenAI and most others, Azure, Anthropic, AWS and Cloudflare. */
    private static final List<String> IDS =
            List.of("x-request-id", "apim-request-id", "x-ms-request-id", "request-id", "x-amzn-requestid", "cf-ray");

    private AnswerExcerpt() {}

    static Attempt.Answer of(Reply reply, List<Duration> events) {
        return new Attempt.Answer(reply.status(), reply.elapsed(), events, excerpt(reply.body()), requestId(reply));
    }

    /** Redacts secrets before the text is cut, so that none is cut in two. */
    private static String excerpt(byte[] body) {
        int read = Math.min(body.length, 4 * LONGEST);
        String text = Secrets.redact(new String(body, 0, read, StandardCharsets.UTF_8));
        boolean isCut = read < body.length || text.length() > LONGEST;
        int end = Math.min(text.length(), LONGEST);
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + (isCut ? "…" : "");
    }

    private static String requestId(Reply reply) {
        return IDS.stream()
                .filter(name -> !reply.header(name).isEmpty())
                .findFirst()
                .map(name -> name + ": " + Secrets.redact(reply.header(name)))
                .orElse("");
    }
}
