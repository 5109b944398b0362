package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Json;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One choice of a completion. A text alone is its content. */
public final class ChoiceForm extends MapForm<CannedChoice> {
    public static final ChoiceForm FORM = new ChoiceForm();

    public final Key<String> content =
            key("content", Form.TEXT, "The text. `response: some text` is short for it.", "message", "text");
    public final Key<JsonNode> json = key("json", Form.JSON, "A value that is serialized into `content`.");
    public final Key<List<CannedToolCall>> toolCalls =
            withDefault("tool_calls", ToolCallForm.LIST, List.of(), "The tool calls, in order.");
    public final Key<CannedToolCall> functionCall =
            key("function_call", new LegacyCall(), "A function call in the legacy form.");
    public final Key<String> refusal = key("refusal", Form.NAME, "The text of a refusal.");
    public final Key<String> reasoning =
            key("reasoning", Form.NAME, "The model's reasoning before the answer.", "reasoningcontent", "thinking");
    public final Key<List<ObjectNode>> annotations =
            withDefault("annotations", Form.MAPS, List.of(), "References in the text, as raw JSON of the API.");
    public final Key<CannedMessage.Audio> audio = key("audio", Audio.FORM, "A spoken answer.");
    public final Key<FinishReason> finishReason = key(
            "finish_reason",
            Form.of(
                    "finish reason",
                    Schemas.oneOf(FinishReason.words()),
                    ChoiceForm::finishReason,
                    reason -> TextNode.valueOf(reason.wire())),
            "Why the choice ended. Inferred by default; `length` if the request's token limit truncates the text.");
    public final Key<ObjectNode> logprobs = key(
            "logprobs",
            new Logprobs(),
            "The log probabilities of the tokens. Derived by default if a request asks for them.");

    private ChoiceForm() {
        super("choice", "a choice");
    }

    @Override
    Optional<CannedChoice> read(SourceValue value, Context context) {
        if (value.isScalar()) {
            return value.text().map(text -> new CannedChoice(new CannedMessage(text, List.of(), null), null));
        }
        if (value.node() instanceof SourceNode.Mapping mapping && mapping.member("message") != null) {
            value.problem("a choice is written like [{content: Hi}]. A complete response in the API's format belongs"
                    + " in a file referenced by 'stub'");
            return Optional.empty();
        }
        return super.read(value, context);
    }

    @Override
    CannedChoice make(Given given) {
        given.requireOneOf("a response has either 'content' or 'json', not both", content, json);
        JsonNode structure = given.find(json);
        CannedMessage message = new CannedMessage(
                structure == null ? given.find(content) : Json.compact(structure),
                given.get(toolCalls),
                given.find(functionCall),
                given.find(refusal),
                given.find(reasoning),
                given.get(annotations),
                given.find(audio));
        return new CannedChoice(message, given.find(finishReason), given.find(logprobs));
    }

    @Override
    void write(CannedChoice choice, Tree tree) {
        CannedMessage message = choice.message();
        String text = message.content();
        Optional<JsonNode> structure = text == null ? Optional.empty() : JsonTexts.structureOf(text);
        structure.ifPresentOrElse(value -> tree.put(json, value), () -> tree.put(content, text));
        tree.put(toolCalls, message.toolCalls())
                .put(functionCall, message.functionCall())
                .put(refusal, message.refusal())
                .put(reasoning, message.reasoning())
                .put(annotations, message.annotations())
                .put(audio, message.audio())
                .put(finishReason, choice.finishReason())
                .put(logprobs, choice.logprobs());
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return Schemas.anyOf(Schemas.type("string"), super.schema(schemas));
    }

    private static Optional<FinishReason> finishReason(SourceValue value) {
        Optional<String> word = value.text();
        Optional<FinishReason> reason = word.flatMap(FinishReason::ofWire);
        if (word.isPresent() && reason.isEmpty()) {
            value.problem(UnknownWord.sentence("finish reason", word.get(), FinishReason.words()));
        }
        return reason;
    }

    /** A call in the legacy form, which has no id. */
    private static final class LegacyCall extends Form<CannedToolCall> {
        private LegacyCall() {
            super("function call");
        }

        @Override
        Optional<CannedToolCall> read(SourceValue value, Context context) {
            Optional<CannedToolCall> call = ToolCallForm.FORM.read(value, context);
            if (call.filter(read -> read.id() != null || read.kind() == CannedToolCall.Kind.CUSTOM)
                    .isPresent()) {
                value.problem("a function_call has only a name and arguments");
            }
            return call;
        }

        @Override
        JsonNode write(CannedToolCall call) {
            return ToolCallForm.FORM.write(call);
        }

        @Override
        JsonNode schema(Schemas schemas) {
            return ToolCallForm.FORM.schema(schemas);
        }
    }

    /** A spoken answer. */
    public static final class Audio extends MapForm<CannedMessage.Audio> {
        public static final Audio FORM = new Audio();

        public final Key<String> id = key("id", Form.NAME, "Its id. Derived by default.");
        public final Key<String> data = required(
                "data",
                Form.of("base64", Schemas.type("string"), Audio::base64, TextNode::valueOf),
                "The audio in Base64.");
        public final Key<Long> expiresAt =
                key("expires_at", Form.TIME, "When the id expires. By default, an hour after the response.");
        public final Key<String> transcript = key("transcript", Form.TEXT, "The transcript.");

        private Audio() {
            super("audio");
        }

        private static Optional<String> base64(SourceValue value) {
            return value.text().flatMap(text -> {
                try {
                    Base64.getDecoder().decode(text);
                    return Optional.of(text);
                } catch (IllegalArgumentException e) {
                    value.problem("expected a text in Base64, was " + value.phrase());
                    return Optional.empty();
                }
            });
        }

        @Override
        CannedMessage.Audio make(Given given) {
            if (!given.hasAny(data)) {
                throw new IllegalArgumentException("audio needs data");
            }
            String words = given.find(transcript);
            return new CannedMessage.Audio(
                    given.find(id), given.get(data), given.find(expiresAt), words == null ? "" : words);
        }

        @Override
        void write(CannedMessage.Audio value, Tree tree) {
            tree.put(id, value.id())
                    .put(data, value.data())
                    .put(expiresAt, value.expiresAt())
                    .put(transcript, value.transcript());
        }
    }

    /** Log probabilities in the API's format: {@code {content: [{token, logprob, …}], refusal: […]}}. */
    private static final class Logprobs extends MapForm<ObjectNode> {
        private static final Form<List<ObjectNode>> TOKENS = Form.of(
                        "token", Schemas.type("object"), Logprobs::token, (ObjectNode token) -> token)
                .list("list of raw tokens");

        private final Key<List<ObjectNode>> content = key("content", TOKENS, "The tokens of the text.");
        private final Key<List<ObjectNode>> refusal = key("refusal", TOKENS, "The tokens of the refusal.");

        private Logprobs() {
            super("log probabilities");
        }

        private static Optional<ObjectNode> token(SourceValue value) {
            if (value.toJson() instanceof ObjectNode token
                    && token.path("token").isTextual()
                    && token.path("logprob").isNumber()) {
                return Optional.of(token);
            }
            value.problem("a token must be written {token, logprob}, was " + value.phrase());
            return Optional.empty();
        }

        @Override
        ObjectNode make(Given given) {
            ObjectNode logprobs = Json.object().putNull(content.word()).putNull(refusal.word());
            given.keys()
                    .forEach(key -> logprobs.set(key.word(), given.placeOf(key).toJson()));
            return logprobs;
        }

        @Override
        void write(ObjectNode logprobs, Tree tree) {
            logprobs.properties().stream()
                    .filter(list -> !list.getValue().isNull())
                    .forEach(list -> tree.json().set(list.getKey(), list.getValue()));
        }
    }
}
