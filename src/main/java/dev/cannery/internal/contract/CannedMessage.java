package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The message of one choice.
 *
 * @param content the text, null for none
 * @param toolCalls the tool calls, in order
 * @param functionCall the call in the legacy form, which has no id; null for none
 * @param refusal the text of a refusal, null for none
 * @param reasoning the model's reasoning before the answer, null for none
 * @param annotations references in the text, in the API's format; not to be modified
 * @param audio the spoken answer, null for none
 */
public record CannedMessage(
        @Nullable String content,
        List<CannedToolCall> toolCalls,
        @Nullable CannedToolCall functionCall,
        @Nullable String refusal,
        @Nullable String reasoning,
        List<ObjectNode> annotations,
        @Nullable Audio audio) {
    public CannedMessage {
        toolCalls = List.copyOf(toolCalls);
        annotations = List.copyOf(annotations);
        boolean says = content != null || refusal != null || audio != null;
        if (!says && toolCalls.isEmpty() && functionCall == null) {
            throw new IllegalArgumentException(
                    "a response needs content, json, tool_calls, function_call, audio or a refusal");
        }
    }

    /** Creates a message with a text, tool calls or a refusal. */
    public CannedMessage(@Nullable String content, List<CannedToolCall> toolCalls, @Nullable String refusal) {
        this(content, toolCalls, null, refusal, null, List.of(), null);
    }

    /** Returns the same message with another text. */
    public CannedMessage withContent(@Nullable String other) {
        return new CannedMessage(other, toolCalls, functionCall, refusal, reasoning, annotations, audio);
    }

    /** Returns the same message with another reasoning. */
    public CannedMessage withReasoning(@Nullable String other) {
        return new CannedMessage(content, toolCalls, functionCall, refusal, other, annotations, audio);
    }

    /** Returns the same message with other tool calls. */
    public CannedMessage withToolCalls(List<CannedToolCall> others) {
        return new CannedMessage(content, others, functionCall, refusal, reasoning, annotations, audio);
    }

    /** Returns all texts, in the order in which they are streamed. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (String text : Arrays.asList(reasoning, content, refusal)) {
            if (text != null) {
                texts.add(text);
            }
        }
        toolCalls.forEach(call -> texts.add(call.arguments()));
        if (functionCall != null) {
            texts.add(functionCall.arguments());
        }
        if (audio != null) {
            texts.add(audio.transcript());
        }
        return texts;
    }

    /**
     * A spoken answer.
     *
     * @param id its id, null to derive one
     * @param data the audio in Base64
     * @param expiresAt when the id expires, in seconds since 1970; null for an hour after the response
     * @param transcript the transcript
     */
    public record Audio(
            @Nullable String id, String data, @Nullable Long expiresAt, String transcript) {}
}
