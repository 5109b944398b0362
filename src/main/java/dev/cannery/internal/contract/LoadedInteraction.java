package dev.cannery.internal.contract;

import dev.cannery.Interaction;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.source.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * Rules on a request and the response to matching requests, or a conversation of several such turns.
 *
 * @param name the name, unique in its contract
 * @param source where it is defined
 * @param turns the turns of the conversation in order; one if the interaction is not a conversation
 * @param isFallback whether it is considered only when no other interaction matches
 * @param isStored whether its completions can be retrieved from the start, as if they had been requested with {@code store}
 * @param prerequisites what a provider needs for the interaction to be verified against it
 * @param verification what a provider must satisfy
 * @param notes description and tags, which do not affect matching
 */
public record LoadedInteraction(
        String name,
        SourceLocation source,
        List<Turn> turns,
        boolean isFallback,
        boolean isStored,
        Prerequisites prerequisites,
        Verification verification,
        Notes notes)
        implements Interaction {
    public LoadedInteraction {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("an interaction needs a response or turns");
        }
    }

    /** Creates an interaction whose completions are stored only when a request asks for it. */
    public LoadedInteraction(
            String name,
            SourceLocation source,
            List<Turn> turns,
            boolean isFallback,
            Prerequisites prerequisites,
            Verification verification,
            Notes notes) {
        this(name, source, turns, isFallback, false, prerequisites, verification, notes);
    }

    /**
     * Returns the implementation of a user's interaction.
     *
     * @throws IllegalArgumentException when the user has implemented the interface
     */
    public static LoadedInteraction of(Interaction interaction) {
        if (interaction instanceof LoadedInteraction loaded) {
            return loaded;
        }
        throw new IllegalArgumentException("interactions must be created by Interaction.named, was "
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

    /** Whether this is a conversation, whose later turns depend on the earlier responses. */
    public boolean isConversation() {
        return turns.size() > 1;
    }

    /**
     * Returns which of its responses only the mock can give, so that it is not verified against providers; empty when there is
     * none. An interaction with rules in {@code verify} is verified in any case.
     */
    public Optional<String> onlyOfMock() {
        boolean isRuled = !verification.rules().isEmpty()
                || verification.firstWithin() != null
                || verification.gapWithin() != null;
        return isRuled
                ? Optional.empty()
                : turns.stream()
                        .flatMap(turn -> turn.onlyOfMock(!prerequisites.given().isEmpty()).stream())
                        .findFirst();
    }

    /** Returns the same interaction with another source location. */
    public LoadedInteraction withSource(SourceLocation place) {
        return new LoadedInteraction(name, place, turns, isFallback, isStored, prerequisites, verification, notes);
    }

    /** Returns the same interaction with other turns. */
    public LoadedInteraction withTurns(List<Turn> other) {
        return new LoadedInteraction(name, source, other, isFallback, isStored, prerequisites, verification, notes);
    }

    /** Returns the same interaction, verified in another way. */
    public LoadedInteraction withVerification(Verification other) {
        return new LoadedInteraction(name, source, turns, isFallback, isStored, prerequisites, other, notes);
    }

    /**
     * The requirements on a provider.
     *
     * @param needs required capabilities, such as {@code tools}; a provider that lacks one is skipped
     * @param given required states of the environment; a provider for which one is not declared is skipped
     * @param isPending whether a failed verification is reported but does not fail the run
     */
    public record Prerequisites(List<String> needs, List<String> given, boolean isPending) {
        /** The usual names of capabilities; other names are allowed. */
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

        /** Names up to this length, such as {@code n}, are too similar to other short names for a suggestion. */
        private static final int SHORT = 3;

        /** No requirements. */
        public static final Prerequisites NONE = new Prerequisites(List.of(), List.of(), false);

        public Prerequisites {
            needs = List.copyOf(needs);
            given = List.copyOf(given);
        }

        /** Returns the usual name that a word most likely misspells; empty when it is usual itself or similar to none. */
        public static Optional<String> meantBy(String word) {
            return word.length() < SHORT || USUAL.contains(word) ? Optional.empty() : Suggestion.nearest(word, USUAL);
        }
    }

    /**
     * Texts for people.
     *
     * @param description the purpose of the interaction; empty for none
     * @param tags labels for selecting interactions
     */
    public record Notes(String description, List<String> tags) {
        /** No texts. */
        public static final Notes NONE = new Notes("", List.of());

        public Notes {
            tags = List.copyOf(tags);
        }
    }
}
