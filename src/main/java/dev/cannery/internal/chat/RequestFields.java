package dev.cannery.internal.chat;

import static dev.cannery.internal.chat.FieldShape.ANY;
import static dev.cannery.internal.chat.FieldShape.array;
import static dev.cannery.internal.chat.FieldShape.map;
import static dev.cannery.internal.chat.FieldShape.object;
import static dev.cannery.internal.chat.JsonKind.BOOLEAN;
import static dev.cannery.internal.chat.JsonKind.INTEGER;
import static dev.cannery.internal.chat.JsonKind.NUMBER;
import static dev.cannery.internal.chat.JsonKind.STRING;

import java.util.Set;

/** The fields of a CreateChatCompletionRequest and of all that is nested in them (OpenAPI document 2.3.0). */
public final class RequestFields {
    private static final FieldShape TEXT = FieldShape.of(STRING);
    private static final FieldShape WHOLE = FieldShape.of(INTEGER);
    private static final FieldShape DECIMAL = FieldShape.of(NUMBER);
    private static final FieldShape SWITCH = FieldShape.of(BOOLEAN);

    // an object of its own, so that a rule on the model can be told from a rule on any other text
    private static final FieldShape MODEL = FieldShape.of(STRING);

    private static final FieldShape PART = object(
            "type", TEXT,
            "text", TEXT,
            "refusal", TEXT,
            "image_url", object("url", TEXT, "detail", TEXT),
            "input_audio", object("data", TEXT, "format", TEXT),
            "file", object("filename", TEXT, "file_data", TEXT, "file_id", TEXT),
            "prompt_cache_breakpoint", object("mode", TEXT));

    private static final FieldShape TOOL_CALL = object(
            "id",
            TEXT,
            "type",
            TEXT,
            "function",
            object("name", TEXT, "arguments", TEXT),
            "custom",
            object("name", TEXT, "input", TEXT));

    private static final FieldShape MESSAGE = object(
            "role",
            TEXT,
            "content",
            TEXT.or(array(PART)),
            "name",
            TEXT,
            "refusal",
            TEXT,
            "audio",
            object("id", TEXT),
            "tool_calls",
            array(TOOL_CALL),
            "tool_call_id",
            TEXT,
            "function_call",
            object("name", TEXT, "arguments", TEXT),
            "annotations",
            array(ANY),
            "reasoning_content",
            TEXT);

    private static final FieldShape FUNCTION =
            object("name", TEXT, "description", TEXT, "parameters", map(ANY), "strict", SWITCH);

    private static final FieldShape TOOL = object(
            "type", TEXT,
            "function", FUNCTION,
            "custom", object("name", TEXT, "description", TEXT, "format", map(ANY)));

    private static final FieldShape TOOL_CHOICE = TEXT.or(object(
            "type", TEXT,
            "function", object("name", TEXT),
            "custom", object("name", TEXT),
            "allowed_tools", object("mode", TEXT, "tools", array(ANY))));

    private static final FieldShape RESPONSE_FORMAT = object(
            "type",
            TEXT,
            "json_schema",
            object("name", TEXT, "description", TEXT, "schema", map(ANY), "strict", SWITCH));

    private static final FieldShape WEB_SEARCH = object(
            "search_context_size",
            TEXT,
            "user_location",
            object(
                    "type",
                    TEXT,
                    "approximate",
                    object("country", TEXT, "region", TEXT, "city", TEXT, "timezone", TEXT)));

    private static final FieldShape REQUEST = object(
            "model", MODEL,
            "messages", array(MESSAGE),
            "audio", object("voice", TEXT.or(object("id", TEXT)), "format", TEXT),
            "frequency_penalty", DECIMAL,
            "function_call", TEXT.or(object("name", TEXT)),
            "functions", array(FUNCTION),
            "logit_bias", map(DECIMAL),
            "logprobs", SWITCH,
            "max_completion_tokens", WHOLE,
            "max_tokens", WHOLE,
            "metadata", map(TEXT),
            "modalities", array(TEXT),
            "moderation", object("model", TEXT, "policy", ANY),
            "n", WHOLE,
            "parallel_tool_calls", SWITCH,
            "prediction", object("type", TEXT, "content", TEXT.or(array(PART))),
            "presence_penalty", DECIMAL,
            "prompt_cache_key", TEXT,
            "prompt_cache_options", object("ttl", TEXT, "mode", TEXT),
            "prompt_cache_retention", TEXT,
            "reasoning_effort", TEXT,
            "response_format", RESPONSE_FORMAT,
            "safety_identifier", TEXT,
            "seed", WHOLE,
            "service_tier", TEXT,
            "stop", TEXT.or(array(TEXT)),
            "store", SWITCH,
            "stream", SWITCH,
            "stream_options", object("include_usage", SWITCH, "include_obfuscation", SWITCH),
            "temperature", DECIMAL,
            "tool_choice", TOOL_CHOICE,
            "tools", array(TOOL),
            "top_logprobs", WHOLE,
            "top_p", DECIMAL,
            "user", TEXT,
            "verbosity", TEXT,
            "web_search_options", WEB_SEARCH);

    private static final Set<String> DEPRECATED =
            Set.of("function_call", "functions", "max_tokens", "prompt_cache_retention", "seed", "user");

    private RequestFields() {}

    /** The names of the top-level fields. */
    public static Set<String> names() {
        return REQUEST.memberNames();
    }

    /** The shape of a top-level field; anything goes for one that is not known. */
    public static FieldShape shapeOf(String name) {
        return REQUEST.member(name);
    }

    /** Whether this is the shape of an element of {@code tools} or {@code functions}. */
    public static boolean isTool(FieldShape shape) {
        return shape == TOOL || shape == FUNCTION;
    }

    /** Whether this is the shape of {@code model}. */
    public static boolean isModel(FieldShape shape) {
        return shape == MODEL;
    }

    /** Whether the API's schema calls the field deprecated. */
    public static boolean isDeprecated(String name) {
        return DEPRECATED.contains(name);
    }
}
