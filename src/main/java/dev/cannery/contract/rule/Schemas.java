package dev.cannery.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Locale;
import java.util.Set;

/** Compiles JSON Schemas of draft 2020-12 that read nothing but themselves and whose patterns take linear time. */
final class Schemas {
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .locale(Locale.ENGLISH)
            .regularExpressionFactory(regex -> {
                Pattern pattern = Pattern.compile(regex);
                return value -> pattern.matcher(value).find();
            })
            .build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.enableSchemaCache(false)
                    .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
    private static final JsonSchemaFactory META_FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);

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
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the schema's pattern cannot be used: " + e.getMessage(), e);
        } catch (InvalidSchemaException e) {
            throw new IllegalArgumentException(
                    "the schema refers to another document, which is never read: " + e.getMessage(), e);
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException("this is no JSON Schema: " + e.getMessage(), e);
        }
    }
}
