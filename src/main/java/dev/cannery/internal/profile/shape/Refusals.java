package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of the live API, one method per form.
 *
 * <p>The wording is fact: each form was seen in recordings of the API or in measurements that others published.
 */
public final class Refusals {
    private Refusals() {}

    /** Returns the refusal of a request without a required field. */
    public static ApiError missing(String path) {
        return refusal("missing_required_parameter", path, "Missing required parameter: '" + path + "'.");
    }

    /** Returns the refusal of a value of the wrong type. */
    public static ApiError wrongType(String path, String expected, JsonNode value) {
        return refusal(
                "invalid_type",
                path,
                "Invalid type for '" + path + "': expected " + expected + ", but got " + Echo.kind(value)
                        + " instead.");
    }

    /** Returns the refusal of a null as if it were an object in the place of a text. */
    public static ApiError nullAsObject(String path) {
        return refusal(
                "invalid_type", path, "Invalid type for '" + path + "': expected a string, but got an object instead.");
    }

    /** Returns the refusal of an unknown word. */
    public static ApiError invalidValue(String path, String value, List<String> supported) {
        return refusal(
                "invalid_value",
                path,
                "Invalid value: '" + Echo.shortened(value) + "'. Supported values are: " + Echo.quoted(supported, "and")
                        + ".");
    }

    /** Returns the refusal of a field that this API does not have; {@code alternatives} are similar names. */
    public static ApiError unknown(String path, List<String> alternatives) {
        String help = alternatives.isEmpty() ? "" : " Did you mean " + Echo.quoted(alternatives, "or") + "?";
        return refusal("unknown_parameter", path, "Unknown parameter: '" + path + "'." + help);
    }

    /** Returns the refusal of a field that the model does not support; {@code instead} is the one to use, null for none. */
    public static ApiError unsupported(String path, @Nullable String instead) {
        String help = instead == null ? "" : " Use '" + instead + "' instead.";
        return refusal(
                "unsupported_parameter",
                path,
                "Unsupported parameter: '" + path + "' is not supported with this model." + help);
    }

    /** Returns the refusal of a value that the model does not support; {@code hint} is empty or lists the supported ones. */
    public static ApiError unsupportedValue(String path, JsonNode value, String hint) {
        String help = hint.isEmpty() ? "" : " " + hint;
        return refusal(
                "unsupported_value",
                path,
                "Unsupported value: '" + path + "' does not support " + Echo.python(value) + " with this model."
                        + help);
    }

    /** Returns the refusal of a word that the model does not support, in the words of the Responses API. */
    public static ApiError unsupportedWord(String path, String word, String model, List<String> supported) {
        return refusal(
                "unsupported_value",
                path,
                "Unsupported value: '" + word + "' is not supported with the '" + model
                        + "' model. Supported values are: " + Echo.quoted(supported, "and") + ".");
    }

    /** Returns the refusal of an id that does not begin with the prefix of its kind. */
    static ApiError wrongPrefix(String path, String id, String prefix) {
        return refusal(
                "invalid_value",
                path,
                "Invalid '" + path + "': '" + id + "'. Expected an ID that begins with '" + prefix + "'.");
    }

    /** Returns the refusal of an id with other characters than those of an id. */
    static ApiError noId(String path, String id) {
        return refusal(
                "invalid_value",
                path,
                "Invalid '" + path + "': '" + id
                        + "'. Expected an ID that contains letters, numbers, underscores, or dashes, but this value"
                        + " contained additional characters.");
    }

    /** Returns the refusal of a number outside its range. */
    public static ApiError outOfRange(String path, boolean integer, boolean above, BigDecimal bound, JsonNode value) {
        String kind = integer ? "integer" : "decimal";
        String side = above ? "above maximum" : "below minimum";
        return refusal(
                kind + (above ? "_above_max_value" : "_below_min_value"),
                path,
                "Invalid '" + path + "': " + kind + " " + side + " value. Expected a value " + (above ? "<= " : ">= ")
                        + bound.toPlainString() + ", but got " + Echo.python(value) + " instead.");
    }

    /** Returns the refusal of an array with too few elements. */
    static ApiError tooFew(String path, int min, int size) {
        String got = size == 0 ? "an empty array" : "an array with length " + size;
        String fault = size == 0 ? "empty array" : "array too short";
        return refusal(
                size == 0 ? "empty_array" : "array_below_min_length",
                path,
                "Invalid '" + path + "': " + fault + ". Expected an array with minimum length " + min + ", but got "
                        + got + " instead.");
    }

    /** Returns the refusal of an array with too many elements. */
    static ApiError tooMany(String path, int max, int size) {
        return refusal(
                "array_above_max_length",
                path,
                "Invalid '" + path + "': array too long. Expected an array with maximum length " + max
                        + ", but got an array with length " + size + " instead.");
    }

    /** Returns the refusal of a string that is too short. */
    static ApiError tooShort(String path, int min) {
        return refusal(
                "empty_string",
                path,
                "Invalid '" + path + "': empty string. Expected a string with minimum length " + min
                        + ", but got an empty string instead.");
    }

    /** Returns the refusal of a string that is too long. */
    static ApiError tooLong(String path, int max, String value) {
        return refusal(
                "string_above_max_length",
                path,
                "Invalid '" + path + "': string too long. Expected a string with maximum length " + max
                        + ", but got a string with length " + value.codePointCount(0, value.length()) + " instead.");
    }

    /** Returns the refusal of an object with too many members. */
    static ApiError tooManyProperties(String path, int max, int size) {
        return refusal(
                "object_above_max_properties",
                path,
                "Invalid '" + path + "': too many properties. Expected an object with at most " + max
                        + " properties, but got an object with " + size + " properties instead.");
    }

    /** Returns the refusal of an object because the name of a member is too long; {@code path} is that of the object. */
    static ApiError nameTooLong(String path, int max, String name) {
        return refusal(
                "property_name_above_max_length",
                path + "." + name,
                "Invalid property name in '" + path + "': '" + Echo.shortened(name)
                        + "' is too long. Expected a string with maximum length " + max
                        + ", but got a string with length " + name.codePointCount(0, name.length()) + " instead.");
    }

    /** Returns the refusal of a string that does not match its pattern. */
    public static ApiError noMatch(String path, String pattern) {
        return refusal(
                "invalid_value",
                path,
                "Invalid '" + path + "': string does not match pattern. Expected a string that matches the pattern '"
                        + pattern + "'.");
    }

    /** Returns the refusal of a request without a code and with this sentence. */
    public static ApiError plain(@Nullable String path, String sentence) {
        return ApiError.invalidRequest(null, path, sentence);
    }

    private static ApiError refusal(String code, String path, String message) {
        return ApiError.invalidRequest(code, path, message);
    }
}
