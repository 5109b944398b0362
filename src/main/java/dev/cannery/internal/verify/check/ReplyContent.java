package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.stream.SseTranscript;
import dev.cannery.internal.verify.stream.StreamEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parsed content of a reply.
 *
 * @param status its status; 0 if there was no response
 * @param completion the completion, joined if it was streamed; a missing node if there is none
 * @param error the error's object or text; a missing node if there is none
 * @param transcript the events of a stream; empty for a whole response
 * @param response the Response that the completion is a view of; null if the reply is a completion
 */
public record ReplyContent(
        int status,
        JsonNode completion,
        JsonNode error,
        SseTranscript transcript,
        @Nullable ChatAnswer response) {
    private static final Set<Integer> CALLER_STATUSES = Set.of(401, 402, 403, 407, 429);
    private static final Set<String> CALLER_CODES =
            Set.of("insufficient_quota", "invalid_api_key", "billing_hard_limit_reached", "account_deactivated");

    static final SseTranscript NO_EVENTS = new SseTranscript(List.of(), List.of());

    /** Creates the content of a reply that is a chat completion, or none. */
    ReplyContent(int status, JsonNode completion, JsonNode error, SseTranscript transcript) {
        this(status, completion, error, transcript, null);
    }

    /** Creates the content of a reply that is a Response; null for one without an answer. */
    static ReplyContent of(int status, @Nullable ChatAnswer response, JsonNode error, SseTranscript transcript) {
        JsonNode completion = response == null ? MissingNode.getInstance() : response.completion();
        return new ReplyContent(status, completion, error, transcript, response);
    }

    /** Adds findings in the completion, at their places in the reply. */
    void addTo(FindingList findings, FindingList found) {
        for (Finding finding : found.findings()) {
            Mismatch mismatch = finding.mismatch();
            findings.add(
                    finding.level(),
                    response == null
                            ? mismatch
                            : new Mismatch(
                                    mismatch.id(),
                                    FieldPath.of(
                                            response.sentPath(mismatch.path().toString())),
                                    ChatAnswer.sentNames(mismatch.expected()),
                                    mismatch.actual()));
        }
    }

    /** Whether the model called a tool that the provider runs, which the completion does not show. */
    boolean hasProviderCall() {
        return response != null && response.hasProviderCall();
    }

    /** Whether there is a completion to check further. */
    public boolean isAnswer() {
        return completion.isObject();
    }

    /**
     * Returns the completion or Response as it was received: of a streamed Response the last one that its events contain, and a
     * streamed completion joined.
     *
     * @param reply the reply with this content
     */
    public JsonNode asReceived(Reply reply) {
        if (transcript.events().isEmpty()) {
            return reply.object();
        }
        JsonNode last = completion;
        for (StreamEvent event : transcript.events()) {
            last = event.json().path("response").isObject() ? event.json().path("response") : last;
        }
        return last;
    }

    /** Returns the whole completion, or the first chunk of a streamed one; a missing node if there is none. */
    JsonNode sample() {
        return transcript.events().stream()
                .filter(StreamEvent::isChunk)
                .map(StreamEvent::json)
                .findFirst()
                .orElse(completion);
    }

    /** Returns the tokens in the response's usage; 0 if it has none. */
    public long tokens() {
        return completion.path("usage").path("total_tokens").asLong(0);
    }

    /** Returns the error's message; empty if there is none. */
    public String errorMessage() {
        return error.isTextual() ? error.asText() : error.path("message").asText("");
    }

    /** Whether the reply refuses every request of this caller. */
    boolean refusesCaller() {
        return CALLER_STATUSES.contains(status) || namesCaller(error);
    }

    /** Whether an error refuses every request of this caller. */
    static boolean namesCaller(JsonNode error) {
        return CALLER_CODES.contains(error.path("code").asText(""));
    }
}
