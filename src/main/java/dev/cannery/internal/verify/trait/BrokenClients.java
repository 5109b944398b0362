package dev.cannery.internal.verify.trait;

import java.util.List;
import java.util.regex.Pattern;

/** The clients that traits are known to break: measured with the clients, or reported in their public issues. */
final class BrokenClients {
    private static final List<Case> CASES = List.of(
            new Case(Trait.COMMENTS, ".+", "azure-ai-openai", "comment lines"),
            new Case(Trait.SPACE, WholeTraits.ABSENT, "simple-openai", "no space after 'data:'"),
            new Case(Trait.COMPLETION_ID, WholeTraits.ABSENT, "Koog", "no id"),
            new Case(Trait.OBJECT, ".*" + WholeTraits.ABSENT + ".*", "Koog", "no object"),
            new Case(Trait.COMPLETION_MEMBERS, "(?!.*\\bcreated\\b).*", "Koog", "no created"),
            new Case(Trait.CHUNK_MEMBERS, "(?!.*\\bcreated\\b).*", "Koog", "no created"),
            new Case(Trait.CALL_INDEX, WholeTraits.ABSENT, "openai-java's accumulator", "no index"),
            new Case(Trait.CALL_INDEX, WholeTraits.ABSENT, "Spring AI 2", "no index"),
            new Case(Trait.CONTINUED_ID, "\"\"|null", "Spring AI", "blank ids"),
            new Case(Trait.OPENING, ".*tool_calls \\[].*", "Spring AI", "tool_calls: []"),
            new Case(Trait.FINISHES, "never", "openai-java", "no finish reason"),
            new Case(Trait.CALLS, "whole, with the finish reason", "rust-genai", "calls in the last chunk"),
            new Case(Trait.CONTENT, "list of parts|object", "clients with typed responses", "content that is no text"));

    private BrokenClients() {}

    /** Returns the clients that a value of a trait breaks, each with the reason. */
    static List<String> by(Trait trait, String value) {
        return CASES.stream()
                .filter(one ->
                        one.trait() == trait && one.value().matcher(value).matches())
                .map(one -> one.client() + " (" + one.reason() + ")")
                .toList();
    }

    private record Case(Trait trait, Pattern value, String client, String reason) {
        private Case(Trait trait, String value, String client, String reason) {
            this(trait, Pattern.compile(value), client, reason);
        }
    }
}
