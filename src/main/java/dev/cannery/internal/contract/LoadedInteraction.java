package dev.cannery.internal.contract;

import dev.cannery.Interaction;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.source.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * Rules on a request, and the answer to every request that satisfies them; or a conversation of several such turns.
 *
 * @param name the name, unique in its contract
 * @param source where it is written
 * @param turns the turns of the conversation in order; just one where the interaction is no conversation
 * @param isFallback whether it is considered only when no other interaction matches
 * @param isStored whether its completions can be retrieved from the start, as if they had been asked for and stored
 * @param demands what a provider must offer for the interaction to be put to it
 * @param verification what a provider must satisfy
 * @param notes words for people, never looked at when matching
 */
public record LoadedInteraction(
        String name,
        SourceLocation source,
        List<Turn> turns,
        boolean isFallback,
        boolean isStored,
        Demands demands,
        Verification verification,
        Notes notes)
        implements Interaction {
    public LoadedInteraction {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("an interaction needs a response or turns");
        }
    }

    /** An interaction whose completions are stored only when a request asks for it. */
    public LoadedInteraction(
            String name,
            SourceLocation source,
            List<Turn> turns,
            boolean isFallback,
            Demands demands,
            Verification verification,
            Notes notes) {
        this(name, source, turns, isFallback, false, demands, verification, notes);
    }

    /**
     * The record behind a user's interaction.
     *
     * @throws IllegalArgumentException when the user has implemented the interface
     */
    public static LoadedInteraction of(Interaction interaction) {
        if (interaction instanceof LoadedInteraction loaded) {
            return loaded;
        }
        throw new IllegalArgumentException("an interaction is begun by Interaction.named, was "
                + interaction.getClass().getName());
    }

    @Override
    public String description() {
        return notes.description();
    }

    @Override
    public List<String> tags() {
        return notes.tags();
    }

    /** Whether this is a conversation, whose later turns need the answers of the earlier ones. */
    public boolean isConversation() {
        return turns.size() > 1;
    }

    /**
     * What among its responses only the mock can give, so that it is not put to providers; empty when it can be. Rules of
     * {@code verify} ask something of providers all the same.
     */
    public Optional<String> onlyOfMock() {
        boolean isRuled = !verification.rules().isEmpty()
                || verification.firstWithin() != null
                || verification.gapWithin() != null;
        return isRuled
                ? Optional.empty()
                : turns.stream()
                        .flatMap(turn -> turn.onlyOfMock(!demands.given().isEmpty()).stream())
                        .findFirst();
    }

    /** The same interaction as if it had been written elsewhere. */
    public LoadedInteraction withSource(SourceLocation place) {
        return new LoadedInteraction(name, place, turns, isFallback, isStored, demands, verification, notes);
    }

    /**
     * What a provider must offer for an interaction to be put to it.
     *
     * @param needs capabilities, as {@code tools}; a provider that lacks one is skipped
     * @param given states of the environment; a provider for which one is not declared is skipped
     * @param isPending whether a failed verification is shown but fails nothing
     */
    public record Demands(List<String> needs, List<String> given, boolean isPending) {
        /** The usual names of capabilities; any other word is one too. */
        public static final List<String> USUAL = List.of(
                "tools",
                "parallel_tool_calls",
                "json_object",
                "json_schema",
                "streaming",
                "vision",
                "audio",
                "n",
                "logprobs",
                "reasoning");

        /** Names as short as {@code n} are near every other short name. */
        private static final int SHORT = 3;

        /** Nothing in particular. */
        public static final Demands NONE = new Demands(List.of(), List.of(), false);

        public Demands {
            needs = List.copyOf(needs);
            given = List.copyOf(given);
        }

        /** The usual name that was most likely meant; empty when the word is usual, or a name of one's own. */
        public static Optional<String> meantBy(String word) {
            return word.length() < SHORT || USUAL.contains(word) ? Optional.empty() : Suggestion.nearest(word, USUAL);
        }
    }

    /**
     * Words for people.
     *
     * @param description what the interaction is for; empty when not said
     * @param tags labels to choose interactions by
     */
    public record Notes(String description, List<String> tags) {
        /** No words at all. */
        public static final Notes NONE = new Notes("", List.of());

        public Notes {
            tags = List.copyOf(tags);
        }
    }
}
