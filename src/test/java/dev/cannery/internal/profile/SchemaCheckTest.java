package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The subset of JSON Schema that the live API accepts, in functions and response formats. */
class SchemaCheckTest {
    private static final String CLOSED = "'additionalProperties': false, 'type': 'object'";
    private final Profile openai = ProfileReader.read("openai");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'array', 'items': {}} | schema must be a JSON Schema of 'type: \"object\"', got 'type: \"array\"'.",
                "{'anyOf': []} | schema must be a JSON Schema of 'type: \"object\"', got 'type: \"None\"'.",
                "{'type': 'object', 'properties': {}} | In context=(), 'additionalProperties' is required to be supplied and to be false.",
                "{'type': 'object', 'additionalProperties': true} | In context=(), 'additionalProperties' is required to be supplied and to be false.",
                "{CLOSED, 'properties': {'a': {'type': 'string'}}} | In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'a'.",
                "{CLOSED, 'properties': {}, 'required': ['b']} | In context=(), 'required' is required to be supplied and to be an array including every key in properties. Extra required key 'b' supplied.",
                "{CLOSED, 'properties': {'a': {}}, 'required': ['a']} | In context=('properties', 'a'), schema must have a 'type' key.",
                "{CLOSED, 'properties': {'a': {'type': 'array'}}, 'required': ['a']} | In context=('properties', 'a'), array schema missing items.",
                "{CLOSED, 'properties': {'a': {'oneOf': []}}, 'required': ['a']} | In context=('properties', 'a'), 'oneOf' is not permitted.",
                "{CLOSED, 'properties': {'a': {'type': 'string', 'format': 'uri'}}, 'required': ['a']} | In context=('properties', 'a'), 'uri' is not a valid format.",
                "{CLOSED, 'properties': {'a': {'type': ['null', 'string'], 'format': 'uri'}}, 'required': ['a']} | In context=('properties', 'a', 'type', '1'), 'uri' is not a valid format.",
                "{CLOSED, 'properties': {'a': {'type': 'array', 'items': {'type': 'object'}}}, 'required': ['a']} | In context=('properties', 'a', 'items'), 'additionalProperties' is required to be supplied and to be false.",
                "{CLOSED, 'properties': {'a': {'anyOf': [{'type': 'null'}, {'type': 'object'}]}}, 'required': ['a']} | In context=('properties', 'a', 'anyOf', '1'), 'additionalProperties' is required to be supplied and to be false.",
                "{CLOSED, 'properties': {'a': {'$ref': '#/$defs/x', 'description': 'd'}}, 'required': ['a'], '$defs': {'x': {'type': 'string'}}} | In context=('properties', 'a'), $ref cannot have keywords {'description'}.",
                "{CLOSED, 'properties': {'a': {'$ref': '#/$defs/y'}}, 'required': ['a'], '$defs': {'x': {'type': 'string'}}} | In context=('properties', 'a'), reference to component '#/$defs/y' which was not found in the schema.",
                "{CLOSED, 'properties': {}, '$defs': {'x': {'type': 'object'}}} | In context=('$defs', 'x'), 'additionalProperties' is required to be supplied and to be false.",
                "{CLOSED, 'properties': {'a': {'type': ['string', 'array']}}, 'required': ['a']} | In context=('properties', 'a', 'type', '1'), array schema missing items.",
                "{CLOSED, 'properties': {'a': {'type': ['object', 'null'], 'properties': {'b': {'type': 'string'}}}}, 'required': ['a']} | In context=('properties', 'a', 'type', '0'), 'additionalProperties' is required to be supplied and to be false.",
                "{CLOSED, 'properties': {'a': {'type': ['null', 'object'], 'additionalProperties': false, 'properties': {'b': {'type': 'string'}}}}, 'required': ['a']} | In context=('properties', 'a', 'type', '1'), 'required' is required to be supplied and to be an array including every key in properties. Missing 'b'.",
                "{CLOSED, 'properties': {'a': {'type': ['object', 'null'], 'additionalProperties': false, 'required': ['b'], 'properties': {'b': {'type': 'array', 'items': {}, 'uniqueItems': true}}}}, 'required': ['a']} | In context=('properties', 'a', 'type', '0', 'properties', 'b'), 'uniqueItems' is not permitted.",
                "{CLOSED, 'properties': {'a': {'type': ['array', 'null'], 'items': {'enum': ['x'], 'not': {}}}}, 'required': ['a']} | In context=('properties', 'a', 'type', '0', 'items'), 'not' is not permitted.",
                "{CLOSED, 'properties': {'a': {'type': ['array', 'null'], 'items': {}}}, 'required': ['a']} | In context=('properties', 'a', 'type', '0', 'items'), schema must have a 'type' key.",
                "{CLOSED, 'properties': {'a': {'type': 'array', 'prefixItems': [{'type': 'string'}]}}, 'required': ['a']} | In context=('properties', 'a'), array schema missing items.",
                "{CLOSED} | In context=(), object schema missing properties.",
                "{CLOSED, 'properties': {'a': {'type': 'str'}}, 'required': ['a']} | 'str' is not valid under any of the given schemas.",
            })
    void strictSchemaIsRefusedWithItsPlace(String schema, String fault) {
        ApiError function = refusalOfFunction(schema.replace("CLOSED", CLOSED), true);
        ApiError answer = refusalOfAnswer(schema.replace("CLOSED", CLOSED));

        assertThat(function.message()).isEqualTo("Invalid schema for function 'f': " + fault);
        assertThat(function.param()).isEqualTo("tools[0].function.parameters");
        assertThat(function.code()).isEqualTo("invalid_function_parameters");
        assertThat(answer.message()).isEqualTo("Invalid schema for response_format 'f': " + fault);
        assertThat(answer.param()).isEqualTo("response_format");
        assertThat(answer.code()).isNull();
    }

    @Test
    void strictSchemaThatIsNestedTooDeeplyIsRefusedAsAWhole() {
        String schema = "{'type': 'string'}";
        for (int i = 0; i < 11; i++) {
            schema = "{" + CLOSED + ", 'required': ['a'], 'properties': {'a': " + schema + "}}";
        }

        assertThat(refusalOfFunction(schema, true).message())
                .isEqualTo("Invalid schema for function 'f': 11 levels of nesting exceeds limit of 10.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{CLOSED, 'properties': {}}",
                "{CLOSED, 'properties': {'a': {CLOSED}}, 'required': ['a']}",
                "{CLOSED, 'properties': {'a': {'type': ['null', 'object'], 'additionalProperties': false, 'properties': {}}}, 'required': ['a']}",
                "{CLOSED, 'properties': {'a': {'type': ['string', 'null'], 'enum': ['x', null]}}, 'required': ['a']}",
                "{CLOSED, 'properties': {'a': {'$ref': '#'}}, 'required': ['a']}",
                "{CLOSED, 'properties': {'a': {'type': 'string', 'format': 'date', 'pattern': 'x', 'default': 'y'}}, 'required': ['a']}",
                "{CLOSED, 'properties': {'a': {'type': 'number', 'format': 'double'}}, 'required': ['a']}",
                "{CLOSED, 'properties': {'a': {'const': 1}, 'b': {'anyOf': [{'type': 'null'}]}}, 'required': ['b', 'a']}",
            })
    void strictSchemaInTheSubsetIsAccepted(String schema) {
        assertThat(openai.refusalOf(Shared.request("gpt-4o", function(schema.replace("CLOSED", CLOSED), true))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}",
                "{'type': 'object', 'properties': {'a': {'type': 'object'}, 'b': {'type': 'object', 'additionalProperties': {'type': 'string'}}}}",
                "{'type': 'object', 'properties': {'a': {'oneOf': []}}, 'required': ['b'], 'examples': 1}",
                "{'type': 'object', 'properties': {'a': true, 'b': {'items': {}, 'minLength': 1.0}}}",
            })
    void nonStrictSchemaMayUseMore(String schema) {
        assertThat(openai.refusalOf(Shared.request("gpt-4o", function(schema, false))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'object', 'properties': {'a': {'type': 'string', 'required': true}}} | True is not of type 'array'.",
                "{'type': 'object', 'properties': []} | [] is not of type 'object'.",
                "{'type': 'object', 'properties': {'a': null}} | None is not of type 'object', 'boolean'.",
                "{'type': 'object', 'properties': {'a': {'type': 'array', 'items': []}}} | [] is not of type 'object', 'boolean'.",
                "{'type': 'object', 'properties': {'a': {'type': 'number', 'exclusiveMinimum': true}}} | True is not of type 'number'.",
                "{'type': 'object', 'properties': {'a': {'anyOf': [{'type': ['string', 'int']}]}}} | ['string', 'int'] is not valid under any of the given schemas.",
                "{'type': 'object', 'properties': {'a': {'description': null}}} | None is not of type 'string'.",
                "{'type': 'object', 'properties': {'a': {'type': []}}} | [] is not valid under any of the given schemas.",
                "{'type': 'object', 'properties': {'a': {'type': ['object', 'object']}}} | ['object', 'object'] is not valid under any of the given schemas.",
                "{'type': 'object', 'anyOf': []} | schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.",
            })
    void parametersThatAreNotASchemaAreRefused(String schema, String fault) {
        for (boolean strict : new boolean[] {true, false}) {
            assertThat(refusalOfFunction(schema, strict).message())
                    .isEqualTo("Invalid schema for function 'f': " + fault);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'object'} | object schema missing properties.",
                "{'type': 'object', 'additionalProperties': {'type': 'string'}} | object schema missing properties.",
            })
    void parametersMustBeAnObjectWithPropertiesEvenIfEmpty(String schema, String fault) {
        String legacy = "{'functions': [{'name': 'f', 'parameters': " + schema + "}]}";

        assertThat(refusalOfFunction(schema, false).message())
                .isEqualTo("Invalid schema for function 'f': In context=(), " + fault);
        assertThat(openai.refusalOf(Shared.request("gpt-4o", legacy)))
                .hasValueSatisfying(error -> assertThat(error.param()).isEqualTo("functions[0].parameters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", 'parameters': null", ", 'parameters': {}"})
    void strictFunctionWithoutParametersIsRefusedAsAnOpenObject(String parameters) {
        String tool =
                "{'tools': [{'type': 'function', 'function': {'name': 'f', 'strict': STRICT" + parameters + "}}]}";

        assertThat(openai.refusalOf(Shared.request("gpt-4o", tool.replace("STRICT", "true"))))
                .hasValueSatisfying(error -> {
                    assertThat(error.param()).isEqualTo("tools[0].function.parameters");
                    assertThat(error.message())
                            .isEqualTo("Invalid schema for function 'f': In context=(), 'additionalProperties' is"
                                    + " required to be supplied and to be false.");
                });
        assertThat(openai.refusalOf(Shared.request("gpt-4o", tool.replace("STRICT", "false"))))
                .isEmpty();
    }

    @Test
    void aListOfTypesIsCheckedInLinearTime() {
        String schema = "{'type': 'string'}";
        for (int i = 0; i < 60; i++) {
            schema = "{'type': ['object', 'array', 'null'], 'items': {}, 'properties': {'a': " + schema + "}}";
        }

        assertThat(openai.refusalOf(Shared.request(
                        "gpt-4o", function("{'type': 'object', 'properties': {'a': " + schema + "}}", false))))
                .isEmpty();
    }

    private ApiError refusalOfFunction(String schema, boolean strict) {
        return openai.refusalOf(Shared.request("gpt-4o", function(schema, strict)))
                .orElseThrow();
    }

    private ApiError refusalOfAnswer(String schema) {
        String format = "{'response_format': {'type': 'json_schema', 'json_schema': {'name': 'f', 'strict': true,"
                + " 'schema': " + schema + "}}}";
        return openai.refusalOf(Shared.request("gpt-4o", format)).orElseThrow();
    }

    private static String function(String schema, boolean strict) {
        return "{'tools': [{'type': 'function', 'function': {'name': 'f', 'strict': " + strict + ", 'parameters': "
                + schema + "}}]}";
    }
}
