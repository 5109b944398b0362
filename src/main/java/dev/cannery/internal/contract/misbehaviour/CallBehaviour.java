package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Misbehaviours in tool calls, apart from their arguments, and in finish reasons. */
enum CallBehaviour implements Behaviour {
    UNKNOWN_TOOL(Need.CALLS) {
        @Override
        public boolean spoil(Draft draft) {
            Map<String, JsonNode> offered =
                    AnswerTerms.of(draft.request()).offered().orElse(Map.of());
            return draft.changeCall(call -> true, call -> {
                String name = call.name() + "_v2";
                while (offered.containsKey(name)) {
                    name += "_v2";
                }
                return call.withName(name);
            });
        }
    },
    MISSPELT_TOOL(Need.CALLS) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(5);
            return draft.changeCall(call -> true, call -> call.withName(misspelt(call, form)));
        }
    },
    SAME_CALL_IDS(Need.CALLS) {
        @Override
        public boolean spoil(Draft draft) {
            return draft.changeChoice(
                    choice -> !choice.toolCalls().isEmpty(),
                    choice -> choice.withMessage(choice.message()
                            .withToolCalls(choice.toolCalls().stream()
                                    .map(call -> call.withId(SAME_ID))
                                    .toList())));
        }
    },
    NO_CALL_ID(Need.CALLS) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(3);
            return draft.completion().choices().stream()
                            .anyMatch(choice -> !choice.toolCalls().isEmpty())
                    && draft.wrap(EnvelopeChange.ofMessages(message -> {
                                boolean isChanged = false;
                                for (JsonNode call : message.path("tool_calls")) {
                                    isChanged |= call instanceof ObjectNode object && anonymize(object, "id", form);
                                }
                                return isChanged;
                            })
                            .and(EnvelopeChange.ofItems(item -> anonymize(item, "call_id", form))));
        }
    },
    REPEATED_CALL(Need.NOTHING) {
        @Override
        public boolean spoil(Draft draft) {
            List<CannedToolCall> made = lastCalls(draft.request().messages());
            return !made.isEmpty()
                    && draft.answer(
                            List.of(new CannedChoice(new CannedMessage(null, made, null), FinishReason.TOOL_CALLS)));
        }
    },
    NEEDLESS_CALL(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            Map<String, JsonNode> offered =
                    AnswerTerms.of(draft.request()).offered().orElse(Map.of());
            boolean isForbidden =
                    draft.request().field("tool_choice").asText("").equals("none");
            return (offered.isEmpty() || isForbidden)
                    && draft.changeChoice(
                            choice -> Draft.hasText(choice) && !Draft.hasCalls(choice),
                            choice -> choice.withMessage(
                                            choice.message().withToolCalls(List.of(needless(draft.request(), offered))))
                                    .ending(FinishReason.TOOL_CALLS));
        }
    },
    CALL_AS_TEXT(Need.CALLS) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(6);
            return draft.changeChoice(Draft::hasCalls, choice -> {
                String markup = Draft.callsOf(choice.message()).stream()
                        .map(call -> markup(call, form))
                        .collect(Collectors.joining("\n"));
                String before = Draft.hasText(choice) ? Draft.textOf(choice) + "\n" : "";
                return choice.withMessage(Draft.withCalls(choice.message().withContent(before + markup), List.of()))
                        .ending(FinishReason.STOP);
            });
        }
    },
    NO_CALLS(Need.CALLS) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            boolean isChanged = draft.changeChoice(Draft::hasCalls, choice -> {
                CannedMessage message = choice.message().withContent(Draft.textOf(choice));
                return choice.withMessage(Draft.withCalls(message, List.of())).ending(FinishReason.TOOL_CALLS);
            });
            return isChanged && (form == 0 || draft.wrap(EnvelopeChange.ofMessages(CallBehaviour::addEmptyList)));
        }
    },
    STOP_WITH_CALLS(Need.CALLS) {
        @Override
        public boolean spoil(Draft draft) {
            return draft.changeChoice(Draft::hasCalls, choice -> choice.ending(FinishReason.STOP));
        }
    },
    ODD_FINISH(Need.NOTHING) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(ODD_REASONS.size() + 1);
            String odd = form == 0 ? null : ODD_REASONS.get(form - 1);
            return draft.wrap(EnvelopeChange.ofChoices(choice -> {
                        if (!choice.hasNonNull("finish_reason")) {
                            return false;
                        }
                        choice.put("finish_reason", odd);
                        return true;
                    })
                    .and((json, chunk) -> oddStatus(EnvelopeChange.responseIn(json), odd)));
        }
    };

    /** Nine letters and digits: the strictest form that a provider asks of the ids that it is sent back (Mistral). */
    private static final String SAME_ID = "call00001";

    private static final List<String> ODD_REASONS = List.of("", "eos", "end_turn", "tool_call", "complete");

    private final Need need;

    CallBehaviour(Need need) {
        this.need = need;
    }

    @Override
    public Need need() {
        return need;
    }

    private static String misspelt(CannedToolCall call, int form) {
        return switch (form) {
            case 0 -> ofOtherCase(call.name());
            case 1 -> "functions." + call.name();
            case 2 -> "default_api:" + call.name();
            case 3 -> call.name() + "_tool";
            default -> call.name() + "=" + call.arguments();
        };
    }

    private static String ofOtherCase(String name) {
        String title = Arrays.stream(name.split("_", -1))
                .map(word -> word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("_"));
        return title.equals(name) ? name.toLowerCase(Locale.ROOT) : title;
    }

    private static boolean anonymize(ObjectNode call, String id, int form) {
        if (!call.hasNonNull(id)) {
            return false;
        }
        switch (form) {
            case 0 -> call.put(id, "");
            case 1 -> call.putNull(id);
            default -> call.remove(id);
        }
        return true;
    }

    /** A Response states its end as its status. */
    private static EnvelopeChange.Effect oddStatus(JsonNode response, @Nullable String odd) {
        boolean isOver = response.hasNonNull("status")
                && !response.path("status").asText().equals("in_progress");
        if (isOver && response instanceof ObjectNode object) {
            object.put("status", odd);
        }
        return EnvelopeChange.Effect.of(isOver);
    }

    private static boolean addEmptyList(ObjectNode message) {
        if (!message.has("role")) {
            return false;
        }
        message.putArray("tool_calls");
        return true;
    }

    /** Returns the calls of the last assistant message that has some. */
    private static List<CannedToolCall> lastCalls(JsonNode messages) {
        List<CannedToolCall> made = new ArrayList<>();
        for (int i = messages.size() - 1; i >= 0 && made.isEmpty(); i--) {
            for (JsonNode call : messages.path(i).path("tool_calls")) {
                JsonNode function = call.path("function");
                made.add(new CannedToolCall(
                        null,
                        function.path("name").asText(""),
                        function.path("arguments").asText("")));
            }
        }
        return made;
    }

    private static CannedToolCall needless(ChatRequest request, Map<String, JsonNode> offered) {
        return offered.isEmpty()
                ? new CannedToolCall(
                        null,
                        "web_search",
                        Json.compact(Json.object().put("query", request.prompt().asText(""))))
                : new CannedToolCall(null, offered.keySet().iterator().next(), "{}");
    }

    private static String markup(CannedToolCall call, int form) {
        JsonNode given = new Passage(call.arguments()).json().orElseGet(() -> TextNode.valueOf(call.arguments()));
        String named = Json.compact(Json.object().put("name", call.name()).set("arguments", given));
        return switch (form) {
            case 0 -> "<tool_call>\n" + named + "\n</tool_call>";
            case 1 -> "<function=" + call.name() + ">" + call.arguments() + "</function>";
            case 2 ->
                "<|python_tag|>"
                        + Json.compact(Json.object().put("name", call.name()).set("parameters", given));
            case 3 -> "[TOOL_CALLS][" + named + "]";
            case 4 -> "<tools>\n" + named + "\n</tools>";
            default -> named;
        };
    }
}
