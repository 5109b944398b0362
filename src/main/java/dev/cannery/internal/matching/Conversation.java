package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.template.TemplateException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The position of a request in a conversation.
 *
 * <p>A turn answers what follows the last assistant message. For turn k, the assistant messages must include the responses of
 * turns 1 to k-1 in that order, the last of them being the last assistant message, and every tool call in a response must have
 * its result. So no state is kept: the conversation itself determines the turn. A templated response is filled in again for the
 * conversation up to it, with the other fields of this request.
 */
final class Conversation {
    private final ChatRequest request;
    private final JsonNode messages;
    private final int last;

    Conversation(ChatRequest request) {
        this.request = request;
        this.messages = request.messages();
        this.last = lastAssistant(messages);
    }

    /** Whether there is an assistant message yet. */
    boolean isUnderWay() {
        return last >= 0;
    }

    /** Whether the conversation contains the responses of the turns before this one. */
    boolean hasReached(LoadedInteraction interaction, int turn) {
        return missingBefore(interaction, turn).isEmpty();
    }

    private static int lastAssistant(JsonNode messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (isAssistant(messages.path(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAssistant(JsonNode message) {
        return message.path("role").asText("").equals("assistant");
    }

    /** Returns the missing response because of which the turn is not next; empty when the conversation has reached it. */
    Optional<MissingAnswer> missingBefore(LoadedInteraction interaction, int turn) {
        return missing(interaction, turn, request, last);
    }

    /** Walks back from the last assistant message, so that the most recent pass through the conversation counts. */
    private static Optional<MissingAnswer> missing(
            LoadedInteraction interaction, int turns, ChatRequest request, int last) {
        int wanted = turns - 1;
        for (int i = last; i >= 0 && wanted >= 0; i--) {
            boolean isAnswer =
                    isAssistant(request.messages().path(i)) && answers(new Match(interaction, wanted), request, i);
            if (isAnswer) {
                wanted--;
            } else if (i == last) {
                return Optional.of(new MissingAnswer(wanted, i));
            }
        }
        return wanted < 0 ? Optional.empty() : Optional.of(new MissingAnswer(wanted, -1));
    }

    private static boolean answers(Match turn, ChatRequest request, int at) {
        return turn.turn().responses().stream().anyMatch(response -> isAnswer(turn, response, request, at));
    }

    private static boolean isAnswer(Match turn, CannedResponse response, ChatRequest request, int at) {
        CannedResponse given = response;
        if (response instanceof CannedTemplate) {
            try {
                given = turn.fill(response, request.upTo(at));
            } catch (TemplateException e) {
                // a response that cannot be filled in was never sent
                return false;
            }
        }
        // what stands in the place of an answer that misbehaved is for its client to decide
        return given instanceof CannedCompletion completion
                && (!completion.misbehaviours().isEmpty()
                        || completion.choices().stream().anyMatch(choice -> isChoice(choice, request.messages(), at)));
    }

    private static boolean isChoice(CannedChoice choice, JsonNode messages, int at) {
        JsonNode message = messages.path(at);
        CannedToolCall legacyCall = choice.message().functionCall();
        if (legacyCall != null) {
            return ReplayedCalls.isSameCalled(legacyCall, message.path("function_call"))
                    && hasResultOf(legacyCall.name(), messages, at);
        }
        if (choice.toolCalls().isEmpty()) {
            String said = choice.content() == null ? choice.refusal() : choice.content();
            JsonNode text = MessageText.ofContent(message.path("content"));
            JsonNode refused = message.path("refusal");
            return text.asText("").equals(said) || refused.asText("").equals(said);
        }
        return ReplayedCalls.areIn(choice.toolCalls(), message) && hasResults(messages, at);
    }

    /** Whether a function message with this name follows, which is how a legacy call is answered. */
    private static boolean hasResultOf(String name, JsonNode messages, int at) {
        for (int i = at + 1; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            if (message.path("role").asText("").equals("function")
                    && message.path("name").asText("").equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether each call of the message has a unique id and is answered by a later tool message, or has the empty id. */
    private static boolean hasResults(JsonNode messages, int at) {
        Set<String> answered = new HashSet<>();
        int withEmptyId = 0;
        boolean isNext = true;
        for (int i = at + 1; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            isNext = isNext && !isAssistant(message);
            if (message.path("role").asText("").equals("tool")) {
                String id = message.path("tool_call_id").asText(null);
                answered.add(id);
                withEmptyId += isNext && "".equals(id) ? 1 : 0;
            }
        }
        // two calls with the same id have only one result, but some providers give the empty one to all calls
        for (JsonNode call : messages.path(at).path("tool_calls")) {
            JsonNode id = call.path("id");
            boolean isAnswered =
                    "".equals(id.textValue()) ? withEmptyId-- > 0 : id.isTextual() && answered.remove(id.textValue());
            if (!isAnswered) {
                return false;
            }
        }
        return true;
    }
}
