package dev.cannery.internal.response;

import dev.cannery.Misbehaviour;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A response of a misbehaving model or server.
 *
 * @param response the response
 * @param applied the misbehaviours of the response
 * @param inapplicable the requested misbehaviours for which it had nothing to change
 */
public record MisbehavedResponse(
        RenderedResponse response, List<Misbehaviour> applied, List<Misbehaviour> inapplicable) {
    /** Returns a description for people, such as {@code misbehave cut_arguments; nothing to change for fenced_json}. */
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
