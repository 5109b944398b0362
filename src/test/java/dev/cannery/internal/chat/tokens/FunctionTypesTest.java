package dev.cannery.internal.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.tokens.ModelFamily.Form;
import dev.cannery.internal.wire.Json;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class FunctionTypesTest {
    @Test
    void aFunctionWithoutCommentsStandsOnOneLine() throws Exception {
        assertThat(typeOf(
                        Form.CLASSIC,
                        "{'name': 'add', 'parameters': {'type': 'object', 'required': ['a'], 'properties':"
                                + " {'a': {'type': 'integer'}, 'sign': {'enum': ['+', '-']}}}}"))
                .isEqualTo("type add = (_: { a: number, sign?: \"+\" | \"-\" }) => any;");
    }

    @Test
    void theFirstModelsWriteEachPropertyOnALineOfItsOwn() throws Exception {
        assertThat(typeOf(Form.FIRST, "{'name': 'add', 'parameters': {'properties': {'a': {'type': 'integer'}}}}"))
                .isEqualTo("type add = (_: {\na?: number,\n}) => any;");
    }

    @Test
    void aFunctionWithoutPropertiesTakesNothing() throws Exception {
        assertThat(typeOf(Form.CLASSIC, "{'name': 'now', 'description': 'Tells the time.\\n\\n  Twice. '}"))
                .isEqualTo("// Tells the time.\n//\n// Twice.\ntype now = () => any;");
    }

    @Test
    void titlesAndDescriptionsAreCommentsInFrontOfAProperty() throws Exception {
        assertThat(typeOf(
                        Form.CLASSIC,
                        "{'name': 'find', 'parameters': {'title': 'FindArgs', 'properties': {"
                                + "'city': {'type': 'string', 'title': 'City', 'description': 'Where.'},"
                                + "'near': {'type': ['boolean', 'null'], 'default': 'x'}}}}"))
                .isEqualTo("type find = (_: // FindArgs\n{\n// City\n//\n// Where.\ncity?: string,\n"
                        + "near?: boolean | null, // default: \"x\"\n}) => any;");
    }

    @Test
    void nestedObjectsAndReferencesAreWrittenWhereTheyAreUsed() throws Exception {
        assertThat(typeOf(
                        Form.CLASSIC,
                        "{'name': 'book', 'parameters': {'properties': {"
                                + "'trip': {'description': 'The trip.', 'type': 'object', 'properties': {"
                                + "'stops': {'type': 'array', 'items': {'type': 'string'}}, 'days': {'type': 'integer'}}},"
                                + "'guest': {'$ref': '#/$defs/Guest'}}, '$defs': {'Guest': {'type': 'object', 'properties':"
                                + " {'name': {'type': 'string', 'title': 'Name'}}}}}}"))
                .isEqualTo("type book = (_: {\n// The trip.\ntrip?: { stops?: string[], days?: number },\n"
                        + "guest?: {\n// Name\nname?: string,\n},\n}) => any;");
    }

    @Test
    void commentedItemsAndVariantsStandOnLinesOfTheirOwn() throws Exception {
        assertThat(typeOf(
                        Form.CLASSIC,
                        "{'name': 'f', 'parameters': {'properties': {"
                                + "'tags': {'type': 'array', 'items': {'type': 'string', 'description': 'A tag'}},"
                                + "'day': {'anyOf': [{'type': 'string', 'format': 'date'}, {'type': 'null'}]},"
                                + "'size': {'anyOf': [{'type': 'number'}, {'type': 'null'}]}}}}"))
                .isEqualTo("type f = (_: {\ntags?: Array<\n// A tag\nstring\n>,\n"
                        + "day?: \n | string // format: \"date\"\n | null,\nsize?: number | null,\n}) => any;");
    }

    @Test
    void limitsOfNumbersAreWrittenAsEachFamilySeesThem() throws Exception {
        String function = "{'name': 'f', 'parameters': {'required': ['age'], 'properties':"
                + " {'age': {'type': 'integer', 'minimum': 0, 'maximum': 120}}}}";

        assertThat(typeOf(Form.CLASSIC, function))
                .isEqualTo("type f = (_: {\n// minimum: 0.0, maximum: 120.0\nage: number,\n}) => any;");
        assertThat(typeOf(Form.CHANNELS, function))
                .isEqualTo("type f = (_: {\nage: number, // minimum: 0, maximum: 120\n}) => any;");
        assertThat(typeOf(Form.FIRST, function)).isEqualTo("type f = (_: {\nage: number,\n}) => any;");
    }

    @Test
    void schemasThatReferToThemselvesEnd() throws Exception {
        String properties = String.join(",", Collections.nCopies(20, "'p%d': {'$ref': '#'}"));
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            all.append(i == 0 ? "" : ",").append(properties.replace("%d", "x" + i));
        }

        String type = typeOf(Form.CLASSIC, "{'name': 'f', 'parameters': {'properties': {" + all + "}}}");
        assertThat(type.length()).isLessThan(3 << 20);
        assertThat(typeOf(
                        Form.CLASSIC,
                        "{'name': 'f', 'parameters': {'properties': {'a': {'$ref': '#/$defs/A'}}, '$defs': {'A':"
                                + " {'$ref': '#/$defs/A'}}}}"))
                .isEqualTo("type f = (_: { a?: any }) => any;");
    }

    private static String typeOf(Form form, String function) throws Exception {
        FunctionTypes types = new FunctionTypes(form);
        JsonNode tree = Json.parse(function.replace('\'', '"'));
        types.add(tree, MissingNode.getInstance());
        String namespace = types.namespace();
        assertThat(namespace).startsWith("namespace functions {\n\n").endsWith("\n\n} // namespace functions");
        return namespace.substring(
                "namespace functions {\n\n".length(), namespace.length() - "\n\n} // namespace functions".length());
    }
}
