package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import dev.cannery.RecordedRequest;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.matching.Match;
import java.util.List;
import java.util.Map;

/** Formats exchanges for failure messages, one per line. */
final class ExchangeTable {
    private static final int PROMPT_WIDTH = 60;
    /** The number of first and of last requests that are shown if there are many. */
    private static final int SHOWN = 20;

    private ExchangeTable() {}

    static String of(List<RecordedExchange> exchanges) {
        if (exchanges.isEmpty()) {
            return "no request was sent to the mock. Does the client use its base URL?\n";
        }
        int width = exchanges.stream()
                .mapToInt(exchange -> answeredBy(exchange).length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder("the requests of this test, in order:\n");
        for (int i = 0; i < exchanges.size(); i++) {
            if (i == SHOWN && exchanges.size() > 2 * SHOWN) {
                int left = exchanges.size() - 2 * SHOWN;
                text.append("  and ").append(left).append(" more\n");
                i += left;
            }
            RecordedExchange exchange = exchanges.get(i);
            String by = answeredBy(exchange);
            text.append("  ")
                    .append(i + 1)
                    .append("  ")
                    .append(exchange.status())
                    .append("  ")
                    .append(by)
                    .append(" ".repeat(width - by.length()))
                    .append("  ")
                    .append(subject(exchange))
                    .append(exchange.fault() == null ? "" : " (" + exchange.fault() + ")")
                    .append('\n');
        }
        return text.toString();
    }

    private static String answeredBy(RecordedExchange exchange) {
        String name = exchange.interaction();
        return switch (exchange.kind()) {
            case ANSWERED -> name == null ? "" : name + place(exchange);
            case MISSED -> "(no interaction)";
            case REFUSED -> "(refused)";
            case FAILED -> "(failed)";
            case STUBBED -> "(stub)";
            case FORWARDED -> "(provider)";
        };
    }

    /** Returns the location of a reply that the test added, since replies have no names. */
    private static String place(RecordedExchange exchange) {
        Match match = Match.of(exchange);
        return match == null || !match.interaction().name().equals(ChatMock.REPLY)
                ? ""
                : " of " + match.interaction().source().fileAndLine();
    }

    /** Returns the prompt of a chat request, or a description of another request. */
    static String subject(RecordedExchange exchange) {
        RecordedRequest request = exchange.request();
        boolean isChat = request.method().equals("POST")
                && ChatEndpoint.has(request.path())
                && !request.path().contains(TestVerdict.TWICE);
        if (!isChat) {
            return request.method() + " " + request.url();
        }
        return ChatRequest.parse(request.url(), request.headers(), request.body(), request.earlier())
                .map(ChatRequest::prompt)
                .map(prompt ->
                        prompt.isMissingNode() ? "a request without a user message" : Excerpt.of(prompt, PROMPT_WIDTH))
                .orElseGet(() -> "a body that is not a JSON object" + sentAs(request));
    }

    /** Returns the content type of the body if it is not JSON. */
    private static String sentAs(RecordedRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(Map.Entry::getValue)
                .filter(type -> !type.contains("json"))
                .map(type -> " (sent as " + type + ")")
                .findFirst()
                .orElse("");
    }
}
