package dev.cannery.internal.verify.check;

import dev.cannery.internal.wire.Secrets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Detects replies in which a provider states that it does not support a capability that an interaction needs. */
public final class UnsupportedCapability {
    private static final Pattern PLAIN = Pattern.compile(
            "unsupported|not (yet |currently )?supported|(does|do) not support|doesn't support|not implemented"
                    + "|unrecognized request argument|unknown parameter|not available",
            Pattern.CASE_INSENSITIVE);

    /** The words by which refusals name a capability, apart from the capability's own name. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "tools", List.of("tool", "function"),
            "json_schema", List.of("response_format", "schema", "structured"),
            "json_object", List.of("response_format"),
            "streaming", List.of("stream"),
            "vision", List.of("image", "multimodal"),
            "n", List.of("'n'", "\"n\"", " n "),
            "logprobs", List.of("logprob"),
            "parallel_tool_calls", List.of("parallel"),
            "reasoning", List.of("reasoning_effort"));

    private UnsupportedCapability() {}

    /** Returns a sentence on the unsupported capability; empty if the reply does not name a needed one. */
    public static Optional<String> reasonOf(ReplyContent reply, Collection<String> needs, boolean isStreamed) {
        boolean isRefusal = reply.status() == 400
                || reply.status() == 404
                || reply.status() == 415
                || reply.status() == 422
                || reply.status() == 501;
        String error = reply.error().isMissingNode() ? "" : reply.error().toString();
        if (!isRefusal || !(reply.status() == 501 || PLAIN.matcher(error).find())) {
            return Optional.empty();
        }
        String words = error.toLowerCase(Locale.ROOT);
        boolean isOfStream = isStreamed && names("streaming", words);
        return needs.stream()
                .filter(need -> names(need, words))
                .findFirst()
                .or(() -> isOfStream ? Optional.of("streaming") : Optional.empty())
                .map(need -> "the provider reports that it does not support " + need + ": "
                        + Secrets.redact(reply.errorMessage()));
    }

    private static boolean names(String need, String words) {
        return words.contains(need)
                || WORDS.getOrDefault(need, List.of()).stream().anyMatch(words::contains);
    }
}
