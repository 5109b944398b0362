package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Misbehaviours of servers that ignore fields of the request. */
enum LimitBehaviour implements Behaviour {
    MORE_CHOICES(Need.NOTHING) {
        @Override
        public boolean spoil(Draft draft) {
            List<CannedChoice> choices = draft.completion().choices();
            CannedChoice first = choices.get(0);
            if (choices.size() == 1 && !first.toolCalls().isEmpty()) {
                String text = Draft.hasText(first) ? Draft.textOf(first) : "Let me look that up.";
                return draft.answer(List.of(
                        new CannedChoice(Draft.ofText(text), FinishReason.TOOL_CALLS),
                        first.withMessage(first.message().withContent(null))));
            }
            int wanted = Math.max(choices.size(), Math.max(1, asked(draft.request())));
            return wanted < MOST_CHOICES
                    && draft.answer(
                            choices.size() == 1
                                    ? Collections.nCopies(wanted + 1, first)
                                    : Stream.concat(choices.stream(), Stream.of(first))
                                            .toList());
        }
    },
    FEWER_CHOICES(Need.NOTHING) {
        @Override
        public boolean spoil(Draft draft) {
            List<CannedChoice> choices = draft.completion().choices();
            boolean isSeveral = choices.size() > 1 || asked(draft.request()) > 1;
            return isSeveral && draft.answer(choices.subList(0, 1)) && draft.ignore(List.of("n"));
        }
    },
    IGNORES_STOP(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            JsonNode stop = draft.request().field("stop");
            String sequence = stop.isArray() ? stop.path(0).asText("") : stop.asText("");
            return !sequence.isEmpty()
                    && draft.changeText(text -> text.contains(sequence) ? text : text + sequence + "and so it goes on.")
                    && draft.ignore(List.of("stop"));
        }
    },
    IGNORES_CHOICE(Need.NOTHING) {
        @Override
        public boolean spoil(Draft draft) {
            JsonNode choice = draft.request().field("tool_choice");
            if (choice.asText("").equals("none")) {
                return CallBehaviour.NEEDLESS_CALL.spoil(draft);
            }
            boolean isDemanded = choice.isObject() || choice.asText("").equals("required");
            return isDemanded
                    && draft.changeChoice(Draft::hasCalls, answer -> {
                        List<CannedToolCall> calls = Draft.callsOf(answer.message());
                        CannedMessage said = Draft.ofText(
                                "I would have to call " + calls.get(0).name() + " to answer that.");
                        return answer.withMessage(said).ending(FinishReason.STOP);
                    });
        }
    },
    IGNORES_LIMIT(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            int limit = draft.request().tokenLimit();
            return limit <= LONGEST_LIMIT
                    && draft.changeText(text -> {
                        int words = text.strip().split("\\s+").length;
                        // each word has a token at least
                        return String.join(" ", Collections.nCopies(limit / words + 1, text));
                    })
                    && draft.ignore(ChatRequest.TOKEN_LIMITS);
        }
    };

    private static final int MOST_CHOICES = 128;
    private static final int LONGEST_LIMIT = 20_000;

    private final Need need;

    LimitBehaviour(Need need) {
        this.need = need;
    }

    @Override
    public Need need() {
        return need;
    }

    private static int asked(ChatRequest request) {
        return request.field("n").asInt(1);
    }
}
