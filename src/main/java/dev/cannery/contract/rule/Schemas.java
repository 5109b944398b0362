package dev.cannery.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.InvalidSchemaException;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compiles JSON Schemas of draft 2020-12 that read nothing but themselves and whose patterns take linear time. */
final class Schemas {
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .locale(Locale.ENGLISH)
            .regularExpressionFactory(regex -> {
                Pattern pattern = LinearRegex.compile(regex, 0);
                return value -> pattern.matcher(value).find();
            })
            .build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.enableSchemaCache(false)
                    .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
    private static final JsonSchemaFactory META_FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** A value of each kind: a schema that never ends for one of them is found out when it is loaded. */
    private static final List<JsonNode> PROBES = List.of(
            NullNode.getInstance(),
            BooleanNode.TRUE,
            IntNode.valueOf(0),
            TextNode.valueOf(""),
            JsonNodeFactory.instance.arrayNode(),
            JsonNodeFactory.instance.objectNode());

    private Schemas() {}

    static JsonSchema compile(JsonNode schema) {
        if (!schema.isObject() && !schema.isBoolean()) {
            throw new IllegalArgumentException("a JSON Schema is a map, was " + Excerpt.of(schema));
        }
        Set<ValidationMessage> faults = META_FACTORY
                .getSchema(com.networknt.schema.SchemaLocation.of(VersionFlag.V202012.getId()))
                .validate(schema);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("this is no JSON Schema of draft 2020-12: "
                    + faults.iterator().next().getMessage());
        }
        try {
            JsonSchema compiled = FACTORY.getSchema(schema, CONFIG);
            compiled.initializeValidators();
            PROBES.forEach(compiled::validate);
            return compiled;
        } catch (InvalidSchemaException e) {
            throw new IllegalArgumentException(
                    "a schema refers only to what it holds, no file or address is read: "
                            + String.valueOf(e.getMessage()).replaceFirst("^[: ]+", ""),
                    e);
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException(reasonOf(e), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the schema refers to itself without end", e);
        }
    }

    private static String reasonOf(JsonSchemaException fault) {
        if (fault.getCause() instanceof PatternSyntaxException syntax) {
            return "the schema's pattern '" + syntax.getPattern() + "' cannot be used: " + syntax.getDescription();
        }
        return "this is no JSON Schema: " + String.valueOf(fault.getMessage()).replaceFirst("^[: ]+", "");
    }
}
