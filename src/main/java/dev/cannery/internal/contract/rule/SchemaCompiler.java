package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.InvalidSchemaException;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import dev.cannery.internal.chat.TreeSize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Compiles JSON Schemas (draft 2020-12) that refer only to themselves and whose patterns match in linear time. */
final class SchemaCompiler {
    /** The maximum number of steps of an evaluation, plus an allowance for each node in the value. */
    private static final long STEPS = 20_000;

    private static final long STEPS_OF_A_NODE = 100;

    private static final SchemaStructure FORM = new SchemaStructure();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.enableSchemaCache(false)
                    .metaSchemas(Stream.of(
                                    JsonMetaSchema.getV4(),
                                    JsonMetaSchema.getV6(),
                                    JsonMetaSchema.getV7(),
                                    JsonMetaSchema.getV201909(),
                                    JsonMetaSchema.getV202012())
                            .map(SchemaCompiler::counting)
                            .toList())
                    .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

    /** A value of each kind: a schema with endless recursion for one of them is detected when it is loaded. */
    private static final List<JsonNode> PROBES = List.of(
            NullNode.getInstance(),
            BooleanNode.TRUE,
            IntNode.valueOf(0),
            TextNode.valueOf(""),
            JsonNodeFactory.instance.arrayNode(),
            JsonNodeFactory.instance.objectNode());

    private SchemaCompiler() {}

    static JsonSchema compile(JsonNode schema) {
        if (!schema.isObject() && !schema.isBoolean()) {
            throw new IllegalArgumentException("a JSON Schema must be a map, was " + Excerpt.of(schema));
        }
        SchemaPatterns patterns = new SchemaPatterns();
        try {
            FORM.check(schema, patterns);
            JsonSchema compiled = FACTORY.getSchema(schema, config(patterns));
            SchemaSteps steps = new SchemaSteps(STEPS);
            PROBES.forEach(probe -> validate(compiled, probe, steps));
            return compiled;
        } catch (SchemaSteps.TooManyStepsException e) {
            throw new SchemaSteps.TooManyStepsException("the schema " + e.getMessage());
        } catch (InvalidSchemaException e) {
            throw new IllegalArgumentException(
                    "a schema can refer only to its own parts, not to files or URLs: "
                            + String.valueOf(e.getMessage()).replaceFirst("^[: ]+", ""),
                    e);
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException(reasonOf(e), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the schema refers to itself endlessly", e);
        }
    }

    /** Returns the validator's messages on a value; the number of steps is bounded. */
    static Set<ValidationMessage> validate(JsonSchema compiled, JsonNode value) {
        return validate(
                compiled,
                value,
                new SchemaSteps(STEPS + STEPS_OF_A_NODE * TreeSize.of(value).nodes()));
    }

    private static Set<ValidationMessage> validate(JsonSchema compiled, JsonNode value, SchemaSteps steps) {
        return compiled.validate(steps, value, value, new JsonNodePath(PathType.JSON_POINTER));
    }

    /** Returns a configuration that neither precompiles nor caches references: there can be endlessly many paths to them. */
    private static SchemaValidatorsConfig config(SchemaPatterns patterns) {
        return SchemaValidatorsConfig.builder()
                .locale(Locale.ENGLISH)
                .preloadJsonSchema(false)
                .cacheRefs(false)
                .regularExpressionFactory(patterns)
                .build();
    }

    /** Returns a draft whose pattern searches are counted, and which neither keeps nor logs unknown keywords. */
    private static JsonMetaSchema counting(JsonMetaSchema draft) {
        // the keywords of a vocabulary would replace ours
        return JsonMetaSchema.builder(draft)
                .vocabularies(Map::clear)
                .keywords(all -> all.putAll(draft.getKeywords()))
                .keywords(SchemaPatterns.KEYWORDS)
                .unknownKeywordFactory((word, context) -> new AnnotationKeyword(word))
                .build();
    }

    private static String reasonOf(JsonSchemaException fault) {
        return "invalid JSON Schema: " + String.valueOf(fault.getMessage()).replaceFirst("^[: ]+", "");
    }
}
