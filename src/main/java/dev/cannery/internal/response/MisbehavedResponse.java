package dev.cannery.internal.response;

import dev.cannery.Misbehaviour;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A response of a misbehaving model or server.
 *
 * @param response the response
 * @param applied what it does wrong
 * @param inapplicable what it was to do wrong and had nothing to do it with
 */
public record MisbehavedResponse(
        RenderedResponse response, List<Misbehaviour> applied, List<Misbehaviour> inapplicable) {
    /** Returns what people read of it, as {@code misbehave cut_arguments; nothing to change for fenced_json}. */
    public String words() {
        String applied = words(applied());
        String rest = words(inapplicable);
        return rest.isEmpty()
                ? "misbehave " + applied
                : applied.isEmpty()
                        ? "misbehave " + rest + ", which found nothing to change"
                        : "misbehave " + applied + " (" + rest + " found nothing to change)";
    }

    private static String words(List<Misbehaviour> some) {
        return some.stream().map(Misbehaviour::word).collect(Collectors.joining(" "));
    }
}
