package dev.cannery.internal.chat.style;

import dev.cannery.internal.wire.Words;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A placeholder of a {@link Template}, named after the member of the published API. */
public enum Slot {
    /** The id of the completion. */
    ID,
    /** The id of the request, which differs from that of the completion. */
    REQUEST_ID,
    /** The time of creation, in seconds since 1970. */
    CREATED,
    /** The model that answered. */
    MODEL,
    /** The model that the request asked for. */
    REQUESTED_MODEL,
    /** The tier that served the request; nothing for models whose responses do not have it. */
    SERVICE_TIER,
    /** The fingerprint of the backend; nothing for models that do not report it. */
    SYSTEM_FINGERPRINT,
    /** The list of choices. */
    CHOICES,
    /** The token counts; nothing in a chunk that does not report them. */
    USAGE,
    /** Letters that hide the length of a chunk; nothing if it is not hidden. */
    OBFUSCATION,
    /** The {@code stream_options} of the request; nothing if it has none. */
    STREAM_OPTIONS,
    /** The {@code seed} of the request; nothing if it has none. */
    SEED,
    /** The index of a choice among the choices, or of a call among the calls. */
    INDEX,
    /** The message of a choice. */
    MESSAGE,
    /** The part of a choice that a chunk adds. */
    DELTA,
    /** The log probabilities of the tokens; nothing if they were not requested. */
    LOGPROBS,
    /** The finish reason of a choice; nothing while it continues. */
    FINISH_REASON,
    /** The same in the words of the provider that a gateway asked, by the map {@code native_finish_words}. */
    NATIVE_FINISH_REASON,
    /** The role of the sender, which is always {@code assistant}. */
    ROLE,
    /** The text, or a fragment of it; nothing where there is none. */
    CONTENT,
    /** The text as the object that it is, if the request asks for JSON; otherwise the text. */
    CONTENT_JSON,
    /** The whole text so far, including the fragment of this chunk. */
    CONTENT_SO_FAR,
    /** The refusal, or a fragment of it; nothing where there is none. */
    REFUSAL,
    /** The reasoning, or a fragment of it; nothing where there is none. */
    REASONING,
    /** The reasoning, under the name that most providers use. */
    REASONING_CONTENT,
    /** The list of annotations, which may be empty. */
    ANNOTATIONS,
    /** The list of tool calls; nothing where there are none. */
    TOOL_CALLS,
    /** The call in the legacy form; nothing where there is none. */
    FUNCTION_CALL,
    /** The spoken answer; nothing where there is none. */
    AUDIO,
    /** The id of a tool call. */
    CALL_ID,
    /** The kind of tool of a call. */
    TYPE,
    /** The name of the called tool. */
    NAME,
    /** The arguments of a call, or a fragment of them. */
    ARGUMENTS,
    /** A signature of the reasoning before a call, in Base64; nothing for calls that are not the first of their message. */
    SIGNATURE,
    /** The number of tokens of the request. */
    PROMPT_TOKENS,
    /** The number of tokens of the response, including reasoning. */
    COMPLETION_TOKENS,
    /** The number of tokens of the response, without reasoning. */
    ANSWER_TOKENS,
    /** The number of all tokens. */
    TOTAL_TOKENS,
    /** The number of tokens of the request that were read from a cache. */
    CACHED_TOKENS,
    /** The number of tokens of the request that were not read from a cache. */
    UNCACHED_TOKENS,
    /** The number of reasoning tokens. */
    REASONING_TOKENS,
    /** The breakdown of the request's tokens, by the list {@code prompt_details}. */
    PROMPT_TOKENS_DETAILS,
    /** The breakdown of the response's tokens, by the list {@code completion_details}. */
    COMPLETION_TOKENS_DETAILS,
    /** The message of an error. */
    ERROR_MESSAGE,
    /** The type of an error. */
    ERROR_TYPE,
    /** The parameter that an error names. */
    ERROR_PARAM,
    /** The code of an error. */
    ERROR_CODE,
    /** The status of an error, as a number; in the Responses API, that of a Response or of an item, as a word. */
    STATUS,
    /** The status of an error, as a text. */
    STATUS_TEXT,
    /** The time at which a Response was complete, in seconds since 1970; nothing if it is not. */
    COMPLETED_AT,
    /** Why a Response is incomplete; nothing if it is not. */
    INCOMPLETE_DETAILS,
    /** Why a Response failed; nothing if it did not. */
    ERROR,
    /** The findings of filters in a Response; nothing while it is in progress, or if nothing was filtered. */
    CONTENT_FILTERS,
    /** The items of a Response, or the parts of a message. */
    OUTPUT,
    /** The Response that an event reports. */
    RESPONSE,
    /** The item that an event adds or completes. */
    ITEM,
    /** The part of an item that an event adds or completes. */
    PART,
    /** The id of the item that an event belongs to. */
    ITEM_ID,
    /** The index of the item that an event belongs to. */
    OUTPUT_INDEX,
    /** The index of the part that an event belongs to. */
    CONTENT_INDEX,
    /** The index of the paragraph of a summary that an event belongs to. */
    SUMMARY_INDEX,
    /** The index of the command that an event belongs to. */
    COMMAND_INDEX,
    /** The annotation that an event adds. */
    ANNOTATION,
    /** The index of that annotation. */
    ANNOTATION_INDEX,
    /** The number of an event in its stream. */
    SEQUENCE_NUMBER,
    /** The paragraphs of a reasoning item. */
    SUMMARY,
    /** The encrypted text of a reasoning item; nothing if it was not requested. */
    ENCRYPTED_CONTENT,
    /** Whether a message comments on the calls after it or is the final one; nothing for models that do not state it. */
    PHASE;

    /** The numbers of tokens. */
    public static final Set<Slot> COUNTS = Collections.unmodifiableSet(EnumSet.range(PROMPT_TOKENS, REASONING_TOKENS));

    /** Returns its name in a profile. */
    public String word() {
        return Words.of(this);
    }

    /** Returns the slot with that name; empty if there is none. */
    public static Optional<Slot> of(String word) {
        return Arrays.stream(values()).filter(slot -> slot.word().equals(word)).findFirst();
    }

    /** Returns the names of all slots. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Slot::word).toList();
    }
}
