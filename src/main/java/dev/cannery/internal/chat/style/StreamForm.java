package dev.cannery.internal.chat.style;

import dev.cannery.LineEnd;
import dev.cannery.internal.wire.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The format of a stream: its chunks, and how they deliver a completion.
 *
 * @param preamble the chunk that comes before all others, null for none
 * @param chunk a chunk
 * @param choice the element of a chunk's choices
 * @param openings the first delta of a choice, by what the choice begins with; a choice that begins otherwise has none
 * @param deltas the deltas of each kind
 * @param calls how tool calls are sent
 * @param usage where a stream reports its usage
 * @param lastText which streams have the last fragment of a text in the chunk with the finish reason
 * @param framing the bytes around the chunks
 */
public record StreamForm(
        @Nullable Template preamble,
        Template chunk,
        Template choice,
        Map<Opening, Template> openings,
        Deltas deltas,
        Calls calls,
        Map<UsagePlace, UsageTime> usage,
        LastText lastText,
        Framing framing) {
    public StreamForm {
        openings = Map.copyOf(openings);
        usage = Map.copyOf(usage);
    }

    /** Returns this form with the members of all objects sorted by name. */
    StreamForm sorted() {
        Map<Opening, Template> sorted = new EnumMap<>(Opening.class);
        openings.forEach((opening, template) -> sorted.put(opening, template.sorted()));
        return new StreamForm(
                preamble,
                chunk.sorted(),
                choice.sorted(),
                sorted,
                deltas.sorted(),
                calls.sorted(),
                usage,
                lastText,
                framing);
    }

    /** The kinds of content with which a choice can begin. */
    public enum Opening {
        /** A text. */
        TEXT,
        /** A refusal. */
        REFUSAL,
        /** Reasoning. */
        REASONING,
        /** A single call and nothing else. */
        CALL,
        /** Several calls, or a call in the legacy form or a spoken answer. */
        CALLS
    }

    /**
     * The deltas of each kind.
     *
     * @param text a fragment of the text
     * @param textEnd what comes when the text is complete, null for nothing
     * @param refusal a fragment of the refusal
     * @param reasoning a fragment of the reasoning
     * @param reasoningEnd what comes when the reasoning is complete, null for nothing
     * @param call the beginning of a call, or all of it
     * @param callFragment a fragment of a call's arguments
     * @param finish the delta with the finish reason
     * @param again the delta with the repeated finish reason, null if it is not repeated
     * @param end the delta in the usage chunk, null if that chunk has no choices
     */
    public record Deltas(
            Template text,
            @Nullable Template textEnd,
            Template refusal,
            Template reasoning,
            @Nullable Template reasoningEnd,
            Template call,
            Template callFragment,
            Template finish,
            @Nullable Template again,
            @Nullable Template end) {
        private Deltas sorted() {
            return new Deltas(
                    text.sorted(),
                    textEnd == null ? null : textEnd.sorted(),
                    refusal.sorted(),
                    reasoning.sorted(),
                    reasoningEnd == null ? null : reasoningEnd.sorted(),
                    call.sorted(),
                    callFragment.sorted(),
                    finish.sorted(),
                    again == null ? null : again.sorted(),
                    end == null ? null : end.sorted());
        }
    }

    /**
     * The form of tool calls.
     *
     * @param opening the beginning of a call, or all of it
     * @param fragment a continuation of it
     * @param ways what is special
     */
    public record Calls(Template opening, Template fragment, Set<CallWay> ways) {
        public Calls {
            ways = Set.copyOf(ways);
        }

        public boolean has(CallWay way) {
            return ways.contains(way);
        }

        private Calls sorted() {
            return new Calls(opening.sorted(), fragment.sorted(), ways);
        }
    }

    /** A way in which calls are sent. */
    public enum CallWay {
        /** Each call is sent in one chunk. */
        WHOLE_CALLS,
        /** All calls of a message are sent in one chunk. */
        CALLS_TOGETHER,
        /** The beginning of a call has the first fragment of its arguments instead of an empty text. */
        CALLS_OPEN_WITH_ARGUMENTS,
        /** An empty fragment of the arguments follows the beginning of a call. */
        EMPTY_FRAGMENT,
        /** The last chunk of the last call has the finish reason. */
        FINISH_WITH_CALLS,
        /** The finish reason comes once more, in a chunk of its own, after a call that had it. */
        FINISH_TWICE;

        /** Returns the word for it in a profile. */
        public String word() {
            return Words.of(this);
        }
    }

    /** The streams of a text that have its last fragment in the chunk with the finish reason. */
    public enum LastText {
        /** None: that chunk adds nothing. */
        BEFORE_FINISH,
        /** Those that a limit cuts, where the token after which the stream ends is a part of the text. */
        WITH_CUT,
        /** All. */
        WITH_FINISH
    }

    /** The place where a stream reports its usage. */
    public enum UsagePlace {
        /** In a separate chunk at the end. */
        OWN,
        /** In the chunk with the finish reason. */
        FINISH,
        /** In the chunk that repeats the finish reason. */
        AGAIN,
        /** In the choice of the chunk with the finish reason. */
        CHOICE,
        /** In each chunk. */
        EVERY
    }

    /** The condition on which a stream reports its usage. */
    public enum UsageTime {
        /** If the request asks for it. */
        ASKED,
        /** If the request does not ask for it. */
        UNASKED,
        /** Always. */
        ALWAYS;

        /** Whether the usage is reported. */
        public boolean holds(boolean isAsked) {
            return this == ALWAYS || isAsked == (this == ASKED);
        }
    }

    /**
     * The bytes around the chunks.
     *
     * @param comments comment lines before the first chunk
     * @param isDone whether the stream ends with {@code [DONE]}
     * @param lineEnd the line terminator
     * @param hasSpace whether a space follows {@code data:}
     * @param errorEvent the event of an error, in which {@code {error}} stands for its body, and what follows it
     */
    public record Framing(List<String> comments, boolean isDone, LineEnd lineEnd, boolean hasSpace, String errorEvent) {
        public Framing {
            comments = List.copyOf(comments);
        }

        /** Returns the event of an error with this body. */
        public String errorEvent(String body) {
            return (errorEvent + "\n\n").replace("\n", lineEnd.characters()).replace("{error}", body);
        }
    }
}
