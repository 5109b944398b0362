package dev.cannery.internal.verify.trait;

import dev.cannery.internal.wire.SseEvent;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A property in which providers' responses differ though they say the same. */
enum Trait {
    COMPLETION_ID("id", WholeTraits::completionId),
    OBJECT("object", WholeTraits::object),
    COMPLETION_MEMBERS("members of a completion", WholeTraits::completionMembers),
    CHOICE_MEMBERS("members of a choice", WholeTraits::choiceMembers),
    MESSAGE_MEMBERS("members of a message", WholeTraits::messageMembers),
    CALL_MEMBERS("members of a call", WholeTraits::callMembers),
    USAGE_MEMBERS("members of the usage", WholeTraits::usageMembers),
    CALL_ID("id of a call", WholeTraits::callId),
    CONTENT("content", WholeTraits::content),
    CONTENT_WITH_CALLS("content of a message with calls", WholeTraits::contentWithCalls),
    NO_CALLS("tool_calls of a message without calls", WholeTraits::callsWithoutAny),
    REASONING("reasoning", WholeTraits::reasoning),
    FINISH_REASON("finish_reason", WholeTraits::finishReason),
    CHUNK_MEMBERS("members of the chunks", StreamTraits::chunkMembers),
    CHUNK_CHOICE_MEMBERS("members of the choices in chunks", StreamTraits::choiceMembers),
    CHUNK_IDS("ids of the chunks", StreamTraits::ids),
    OPENING("first delta", StreamTraits::opening),
    ROLES("role in deltas", StreamTraits::roles),
    CALLS("calls in a stream", StreamTraits::calls),
    CALL_INDEX("index of calls in a stream", StreamTraits::callIndex),
    CONTINUED_ID("id of a continued call", StreamTraits::continuedId),
    CONTINUED_NAME("name of a continued call", StreamTraits::continuedName),
    CONTINUED_TYPE("type of a continued call", StreamTraits::continuedType),
    UNFINISHED("finish_reason before the end", StreamTraits::unfinished),
    FINISHES("finish_reason at the end", StreamTraits::finishes),
    USAGE("usage in a stream", StreamTraits::usage),
    END(SseEvent.DONE, StreamTraits::end),
    COMMENTS("comment lines", StreamTraits::comments),
    SPACE("space after 'data:'", StreamTraits::space),
    LINE_ENDS("line ends", StreamTraits::lineEnds);

    /** The name of an alphabet in the pattern of an id: which letters are drawn depends on the id. */
    private static final Pattern ALPHABET = Pattern.compile("\\{(?:alnum|lower|hex|digits|url):");

    private static final Pattern NUMBER = Pattern.compile("\\{[a-z]+:[1-3]}");

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
    private final Function<Observation, String> measure;

    Trait(String words, Function<Observation, String> measure) {
        this.words = words;
        this.measure = measure;
    }

    /** Returns its name in reports. */
    String words() {
        return words;
    }

    /** Returns its value in a response; empty if the response does not show it. */
    String of(Observation seen) {
        return measure.apply(seen);
    }

    /** Whether two values are the same; ids are compared by their form. */
    boolean isSame(String value, String other) {
        return value.equals(other)
                || ((this == COMPLETION_ID || this == CALL_ID) && lengths(value).equals(lengths(other)));
    }

    private static String lengths(String id) {
        return ALPHABET.matcher(NUMBER.matcher(id).replaceAll("{number}")).replaceAll("{");
    }
}
