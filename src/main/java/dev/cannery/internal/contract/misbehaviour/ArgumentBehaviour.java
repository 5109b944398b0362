package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Misbehaviours in the arguments of a call. */
enum ArgumentBehaviour implements Behaviour {
    BROKEN_ARGUMENTS(Need.OBJECT) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(5);
            return draft.changeArguments(Need::hasObject, arguments -> broken(arguments, form));
        }
    },
    CUT_ARGUMENTS(Need.ARGUMENTS) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(3);
            return draft.changeChoice(
                    choice -> {
                        List<CannedToolCall> calls = Draft.callsOf(choice.message());
                        return !calls.isEmpty()
                                && !calls.get(calls.size() - 1).arguments().isEmpty();
                    },
                    choice -> {
                        List<CannedToolCall> calls = new ArrayList<>(Draft.callsOf(choice.message()));
                        int last = calls.size() - 1;
                        String cut = new Passage(calls.get(last).arguments()).beginning();
                        calls.set(last, calls.get(last).withArguments(cut));
                        boolean isLegacy = choice.message().functionCall() != null;
                        FinishReason unsaid = isLegacy ? FinishReason.FUNCTION_CALL : FinishReason.TOOL_CALLS;
                        return choice.withMessage(Draft.withCalls(choice.message(), calls))
                                .ending(form == 0 ? unsaid : form == 1 ? FinishReason.LENGTH : FinishReason.STOP);
                    });
        }
    },
    WRONG_ARGUMENTS(Need.MEMBERS) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(3);
            return draft.changeCall(Need::hasMembers, call -> {
                JsonNode valid = new Passage(call.arguments()).json().orElseThrow();
                JsonNode wrong = new SpoiltJson(valid, parametersOf(call, draft))
                        .form(
                                form,
                                given -> given.isObject()
                                        && draft.isLie(Draft.ofText("")
                                                .withToolCalls(List.of(call.withArguments(Json.compact(given))))));
                return call.withArguments(Json.compact(wrong));
            });
        }
    },
    EXTRA_ARGUMENTS(Need.OBJECT) {
        @Override
        public boolean spoil(Draft draft) {
            return draft.changeCall(Need::hasObject, call -> {
                ObjectNode given = objectOf(call.arguments());
                JsonNode known = parametersOf(call, draft).path("properties");
                String key = "reason";
                while (known.has(key) || given.has(key)) {
                    key += "_too";
                }
                return call.withArguments(Json.compact(given.put(key, "the user asked for it")));
            });
        }
    },
    ENCODED_ARGUMENTS(Need.OBJECT) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            return draft.changeArguments(Need::hasObject, arguments -> {
                Optional<Map.Entry<String, JsonNode>> nested = objectOf(arguments).properties().stream()
                        .filter(member -> member.getValue().isContainerNode())
                        .findFirst();
                return form == 0 || nested.isEmpty()
                        ? Json.compact(TextNode.valueOf(arguments))
                        : Json.compact(objectOf(arguments)
                                .put(
                                        nested.get().getKey(),
                                        Json.compact(nested.get().getValue())));
            });
        }
    },
    NO_OBJECT_ARGUMENTS(Need.OBJECT) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(3);
            return draft.changeArguments(Need::hasObject, arguments -> {
                ArrayNode values = Json.array();
                objectOf(arguments).forEach(values::add);
                return switch (form) {
                    case 0 -> "null";
                    case 1 -> Json.compact(values);
                    default -> Json.compact(TextNode.valueOf(values.path(0).asText("none")));
                };
            });
        }
    },
    EMPTY_ARGUMENTS(Need.ARGUMENTS) {
        @Override
        public boolean spoil(Draft draft) {
            return draft.changeArguments(call -> !call.arguments().isEmpty(), arguments -> "");
        }
    },
    FENCED_ARGUMENTS(Need.OBJECT) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            return draft.changeArguments(
                    Need::hasObject,
                    arguments -> form == 0
                            ? new Passage(arguments).fenced()
                            : "Here are the arguments: " + arguments + ". Let me call it.");
        }
    },
    JOINED_ARGUMENTS(Need.OBJECT) {
        @Override
        public boolean spoil(Draft draft) {
            return draft.changeChoice(
                            choice -> choice.toolCalls().size() > 1
                                    && choice.toolCalls().stream().allMatch(Need::hasObject),
                            choice -> {
                                List<CannedToolCall> calls = new ArrayList<>(choice.toolCalls());
                                CannedToolCall second = calls.remove(1);
                                CannedToolCall first = calls.get(0);
                                calls.set(0, first.withArguments(first.arguments() + second.arguments()));
                                return choice.withMessage(choice.message().withToolCalls(calls));
                            })
                    || draft.changeArguments(Need::hasObject, arguments -> arguments + arguments);
        }
    };

    private final Need need;

    ArgumentBehaviour(Need need) {
        this.need = need;
    }

    @Override
    public Need need() {
        return need;
    }

    private static String broken(String arguments, int form) {
        int end = arguments.lastIndexOf('}');
        String comma = arguments.substring(0, end) + "," + arguments.substring(end);
        String broken = switch (form) {
            case 0 -> comma.replace("\"", "");
            case 1 -> arguments.replace('"', '\'');
            case 2 -> typographic(arguments);
            case 3 -> arguments + "}";
            default -> arguments.substring(0, end) + "\\x00" + arguments.substring(end);
        };
        // without a text there are no quotes to spoil
        return new Passage(broken).json().isPresent() ? comma : broken;
    }

    static String typographic(String json) {
        StringBuilder text = new StringBuilder();
        boolean isOpen = false;
        for (int i = 0; i < json.length(); i++) {
            char letter = json.charAt(i);
            boolean isQuote = letter == '"' && (i == 0 || json.charAt(i - 1) != '\\');
            text.append(!isQuote ? letter : isOpen ? '”' : '“');
            isOpen ^= isQuote;
        }
        return text.toString();
    }

    private static ObjectNode objectOf(String arguments) {
        return new Passage(arguments).object().orElseThrow();
    }

    private static JsonNode parametersOf(CannedToolCall call, Draft draft) {
        return AnswerTerms.of(draft.request()).parametersOf(call.name());
    }
}
