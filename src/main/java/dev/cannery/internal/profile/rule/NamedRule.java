package dev.cannery.internal.profile.rule;

import dev.cannery.internal.profile.shape.Inspection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rules that a profile's order can name, each with one line for the generated page. */
public enum NamedRule implements ProfileRule {
    /** {@code model} is there and is text. */
    MODEL_GIVEN("measured", "`model` is sent, not empty, and text", ModelRules::given),
    /** The provider has the model. */
    MODEL_KNOWN(
            "recorded", "the model exists, was not shut down, and is served by chat completions", ModelRules::known),
    /** The required fields are there. */
    REQUIRED_FIELDS("measured", "every required field is sent", FieldRules::required),
    /** No other fields are there. */
    UNKNOWN_FIELDS("measured", "no field is sent that the provider, or the model, does not know", FieldRules::unknown),
    /** The model takes the roles of the messages. */
    MESSAGE_ROLES("reported", "the model takes each message's role", MessageRules::roles),
    /** The model takes the names in the messages. */
    MESSAGE_NAMES("reported", "each message's `name` has the form that the model takes", MessageRules::names),
    /** Images stand in user messages. */
    USER_IMAGES("reported", "images stand only in user messages", MessageRules::images),
    /** An image's address is one, and stands in an object. */
    IMAGE_ADDRESSES(
            "reported",
            "`image_url` is an object, but for models that took text, with a web or data address",
            PartRules::imageAddresses),
    /** A file is named or sent along. */
    FILE_PARTS("reported", "a file has a `file_id`, or `file_data` and `filename`", PartRules::files),
    /** Each message says something. */
    MESSAGE_CONTENT(
            "measured",
            "each message has content, or an assistant's message what stands for it",
            MessageRules::content),
    /** The model takes the kinds of content. */
    CONTENT_TYPES("reported", "the model takes images and audio where they are sent", MessageRules::contentTypes),
    /** Images that are sent along are images. */
    IMAGE_DATA(
            "recorded",
            "an image sent as data says so, and is Base64, and a PNG, JPEG, GIF or WebP by its first bytes",
            ImageData::check),
    /** Calls are answered. */
    TOOL_SEQUENCE("reported", "each tool call is answered, and each tool message answers one", ToolSequence::check),
    /** Functions are described by sound schemas. */
    FUNCTION_SCHEMAS(
            "recorded",
            "parameters are a schema of an object, strict ones in the strict subset",
            ToolRules::functionSchemas),
    /** A choice is made among something. */
    CHOICE_NEEDS_TOOLS(
            "reported",
            "`tool_choice` comes with `tools`, `function_call` with `functions`",
            ToolRules::choiceNeedsTools),
    /** Parallel calls are calls of something. */
    PARALLEL_NEEDS_TOOLS(
            "reported", "`parallel_tool_calls` comes with `tools`, for some models", ToolRules::parallelNeedsTools),
    /** The chosen function is declared. */
    NAMED_FUNCTION("measured", "the function that must be called is declared", ToolRules::namedFunction),
    /** The model calls functions at all. */
    TOOLS_KNOWN("recorded", "the model takes functions and tools where they are sent", ToolRules::toolsKnown),
    /** Some models do not reason and call functions at once. */
    TOOLS_WHILE_REASONING(
            "reported",
            "function tools come with `reasoning_effort: none`, for some models",
            ToolRules::toolsWhileReasoning),
    /** {@code stream_options} needs {@code stream}. */
    STREAM_FOR_OPTIONS("reported", "`stream_options` comes with `stream: true`", FieldRules::streamForOptions),
    /** Streamed audio has no header. */
    STREAMED_AUDIO("reported", "`audio.format` is `pcm16` where the answer is streamed", FieldRules::streamedAudio),
    /** {@code top_logprobs} needs {@code logprobs} and has a limit. */
    TOP_LOGPROBS(
            "measured",
            "`top_logprobs` comes with `logprobs: true` and keeps to the model's limit",
            FieldRules::topLogprobs),
    /** Biases are given to tokens by their numbers. */
    TOKEN_NUMBERS("reported", "the keys of `logit_bias` are numbers of tokens", FieldRules::tokenNumbers),
    /** Some models keep prompts for a day only. */
    CACHE_RETENTION(
            "measured",
            "`prompt_cache_retention: in_memory` is not sent to models that only have 24h",
            FieldRules::cacheRetention),
    /** The values that are judged late are ones that the model takes. */
    MODEL_LIMITS("measured", "the model takes the values of the fields that are judged late", ModelRules::limits),
    /** The wanted schema is sound. */
    ANSWER_SCHEMA(
            "reported",
            "the schema of the wanted answer is one of an object, in the strict subset if strict",
            AnswerRules::schema),
    /** The model has the wanted format. */
    ANSWER_FORMAT("reported", "the model has the wanted `response_format`", AnswerRules::format),
    /** The model can answer that long. */
    ANSWER_LENGTH("reported", "the wanted answer is not longer than the model's longest", ModelRules::answerLength),
    /** The length of the answer is limited once. */
    ONE_ANSWER_LENGTH(
            "reported", "not both of `max_tokens` and `max_completion_tokens` are sent", ModelRules::oneAnswerLength),
    /** JSON is asked for in words, too. */
    JSON_WORD("reported", "the messages say \"json\" when `response_format` is `json_object`", AnswerRules::jsonWord),
    /** The messages fit the context. */
    CONTEXT_LENGTH(
            "measured", "the messages fit the model's context; only with a token counter", AnswerRules::contextLength);

    private final String from;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds nothing
    private final ProfileRule rule;

    NamedRule(String from, String meaning, ProfileRule rule) {
        this.from = from;
        this.meaning = meaning;
        this.rule = rule;
    }

    /** The name in a profile's order, as {@code tool-sequence}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What holds where the rule is kept, in one line of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Where the live API is known from to keep the rule, in the words that are used of fields. */
    public String from() {
        return from;
    }

    /** The rule of that name. */
    public static Optional<NamedRule> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(rule -> rule.label().equals(label))
                .findFirst();
    }

    /** All names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(NamedRule::label).toList();
    }

    @Override
    public void apply(Subject subject, Inspection inspection) {
        rule.apply(subject, inspection);
    }
}
