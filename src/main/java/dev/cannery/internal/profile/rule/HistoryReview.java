package dev.cannery.internal.profile.rule;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.shape.Inspection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reviews the history that a client sends back, independently of what its provider accepts. */
public final class HistoryReview {
    /** The duties that are checked on the chat request that a request means. */
    private static final List<NamedRule> DUTIES = List.of(HistoryRules.HISTORY_ARGUMENTS, HistoryRules.EMPTY_ASSISTANT);

    private static final Pattern PLACE = Pattern.compile("messages\\[\\d+][\\w.\\[\\]]*");

    private HistoryReview() {}

    /** Returns the first duty that the request breaks; empty if it breaks none. */
    public static Optional<Broken> brokenDuty(ChatRequest request) {
        NamedRule sequence =
                request.endpoint() == ChatEndpoint.RESPONSES ? InputRules.CALLS_ANSWERED : ToolRules.TOOL_SEQUENCE;
        return broken(sequence, new ReviewedRequest(request, Setting.unknownAt(request.endpoint())))
                .or(() -> {
                    ReviewedRequest meant = new ReviewedRequest(request.asMeant(), Setting.NONE);
                    return DUTIES.stream()
                            .flatMap(duty -> broken(duty, meant).stream())
                            .findFirst()
                            .map(broken -> broken.asSent(request));
                });
    }

    private static Optional<Broken> broken(NamedRule duty, ReviewedRequest subject) {
        Inspection inspection = new Inspection(true);
        duty.apply(subject, inspection);
        return inspection.errors().stream().findFirst().map(error -> new Broken(duty.meaning(), error.message()));
    }

    /**
     * A broken duty.
     *
     * @param duty what has to hold
     * @param message what is wrong, with its place
     */
    public record Broken(String duty, String message) {
        /** Returns this duty with the places of the request as the client sent it. */
        private Broken asSent(ChatRequest request) {
            return new Broken(
                    duty,
                    PLACE.matcher(message)
                            .replaceAll(place -> Matcher.quoteReplacement(request.sentPath(place.group()))));
        }
    }
}
