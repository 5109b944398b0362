package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.contract.CannedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Misbehaviours in a text. */
enum TextBehaviour implements Behaviour {
    CUT_SILENTLY(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            return draft.changeChoice(
                    Draft::hasText,
                    choice -> choice.withMessage(
                                    choice.message().withContent(new Passage(Draft.textOf(choice)).firstWords()))
                            .ending(FinishReason.STOP));
        }
    },
    EMPTY(Need.NOTHING) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(3);
            draft.changeChoice(
                    choice -> true,
                    choice -> choice.withMessage(Draft.ofText(form == 2 ? " \n" : ""))
                            .ending(FinishReason.STOP));
            return form != 1
                    || draft.wrap(EnvelopeChange.ofMessages(message -> {
                        boolean isEmpty = message.path("content").asText("…").isEmpty();
                        if (isEmpty) {
                            message.putNull("content");
                        }
                        return isEmpty;
                    }));
        }
    },
    ONLY_REASONING(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            return draft.changeChoice(Draft::hasText, choice -> {
                CannedMessage message = choice.message();
                String thought = message.reasoning() == null ? "" : message.reasoning() + "\n";
                return choice.withMessage(message.withContent("").withReasoning(thought + message.content()))
                        .ending(form == 0 ? FinishReason.STOP : FinishReason.LENGTH);
            });
        }
    },
    LEAKED_REASONING(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(3);
            return draft.changeChoice(Draft::hasText, choice -> {
                CannedMessage message = choice.message();
                String thought = message.reasoning() == null ? THOUGHT : message.reasoning();
                String opening = form == 2 ? "" : "<think>\n";
                String closing = form == 1 ? "\n\n" : "\n</think>\n\n";
                return choice.withMessage(message.withContent(opening + thought + closing + message.content())
                        .withReasoning(null));
            });
        }
    },
    REFUSAL_AS_TEXT(Need.NOTHING) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(REFUSALS.size());
            return draft.changeChoice(
                    choice -> true,
                    choice ->
                            choice.withMessage(Draft.ofText(REFUSALS.get(form))).ending(FinishReason.STOP));
        }
    },
    LOOP(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            int limit = draft.request().tokenLimit();
            boolean isCut = limit <= LONGEST_LOOP;
            return draft.changeChoice(Draft::hasText, choice -> {
                String phrase = new Passage(Draft.textOf(choice)).lastWords(3) + " ";
                // a phrase has a token at least, so that as many phrases use up the limit
                String text = Draft.textOf(choice) + " " + phrase.repeat(isCut ? limit : USUAL_LOOP);
                return choice.withMessage(choice.message().withContent(text))
                        .ending(isCut ? null : FinishReason.LENGTH);
            });
        }
    },
    OTHER_LANGUAGE(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            return draft.choose(2) == 0
                    ? draft.changeText(text -> "好的，以下是您要的答案。")
                    : draft.changeText(TextBehaviour::withCyrillicLetters);
        }
    },
    SPEAKS_FOR_OTHERS(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            return draft.changeText(text -> text
                    + (form == 0
                            ? "\n<|im_end|>\n<|im_start|>user\nThanks! And what else?"
                            : "\nUser: Thanks! And what else?\nAssistant:"));
        }
    },
    ECHO(Need.NOTHING) {
        @Override
        public boolean spoil(Draft draft) {
            List<String> sources = textsIn(draft.request());
            if (sources.isEmpty()) {
                return false;
            }
            String echo = sources.get(draft.choose(sources.size()));
            return draft.changeChoice(
                    choice -> true,
                    choice -> choice.withMessage(choice.message()
                            .withContent(Draft.hasText(choice) ? echo + "\n\n" + Draft.textOf(choice) : echo)));
        }
    },
    ODD_CHARACTERS(Need.WORDS) {
        @Override
        public boolean spoil(Draft draft) {
            String odd = ODD.get(draft.choose(ODD.size()));
            return draft.changeText(text -> text + " " + odd)
                    || draft.changeArguments(call -> !call.arguments().isEmpty(), arguments -> {
                        int quote = arguments.lastIndexOf('"');
                        int place = quote < 0 ? arguments.length() : quote;
                        return arguments.substring(0, place) + odd + arguments.substring(place);
                    });
        }
    },
    CONTENT_LIST(Need.TEXT) {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            return draft.completion().choices().stream().anyMatch(Draft::hasText)
                    && draft.wrap(EnvelopeChange.ofMessages(message -> asPart(message, form)));
        }
    };

    private static final String THOUGHT = "The user wants an answer. I know it, so I give it.";
    private static final int LONGEST_LOOP = 4_000;
    private static final int USUAL_LOOP = 200;
    private static final List<String> REFUSALS = List.of(
            "I'm sorry, but I can't help with that.",
            "As an AI language model, I am not able to answer this question.");
    /** A half of a surrogate pair, NUL, the replacement character, a zero-width space and the bell. */
    private static final List<String> ODD = List.of("\ud83d", "\u0000", "\ufffd", "\u200b", "\u0007");

    private static final Map<Character, Character> CYRILLIC =
            Map.of('a', 'а', 'e', 'е', 'o', 'о', 'c', 'с', 'p', 'р', 'x', 'х', 'y', 'у');

    private final Need need;

    TextBehaviour(Need need) {
        this.need = need;
    }

    @Override
    public Need need() {
        return need;
    }

    /** Returns the text with the first letter of each word replaced that looks like one of another script. */
    private static String withCyrillicLetters(String text) {
        StringBuilder mixed = new StringBuilder();
        boolean isDue = true;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            Character lookalike = isDue ? CYRILLIC.get(letter) : null;
            mixed.append(lookalike == null ? letter : lookalike);
            isDue = letter == ' ' || (isDue && lookalike == null);
        }
        return mixed.toString();
    }

    /** Returns the texts that a model may repeat: the system prompt, the last result of a tool, the prompt. */
    private static List<String> textsIn(ChatRequest request) {
        List<String> sources = new ArrayList<>();
        sources.add(request.system().asText(""));
        for (int i = request.messages().size() - 1; i >= 0; i--) {
            if (request.messages().path(i).path("role").asText("").equals("tool")) {
                sources.add(MessageText.ofContent(request.messages().path(i).path("content"))
                        .asText(""));
                break;
            }
        }
        sources.add(request.prompt().asText(""));
        return sources.stream().filter(text -> !text.isBlank()).toList();
    }

    private static boolean asPart(ObjectNode message, int form) {
        String text = message.path("content").asText("");
        if (text.isEmpty()) {
            return false;
        }
        ObjectNode part = form == 0 ? message.putArray("content").addObject() : message.putObject("content");
        part.put("type", "text").put("text", text);
        return true;
    }
}
