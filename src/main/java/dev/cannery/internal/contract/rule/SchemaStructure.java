package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Validates a schema before it is compiled: its form, its patterns, and references to parts that do not exist. The compiler
 * cannot do it, because it would compile the target of each reference and log what it cannot use.
 */
final class SchemaStructure {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaLocation META = SchemaLocation.of(VersionFlag.V202012.getId());
    private static final long MAX_STEPS = 1_000_000;

    /** After this many steps the meta-schema is created again, because it caches each path taken through it. */
    private static final long STEPS_REMEMBERED =
            Math.max(20_000, Runtime.getRuntime().maxMemory() >> 12);

    private static final Set<String> DATA = Set.of("const", "default", "enum", "examples");
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "$defs", "definitions", "dependentSchemas", SchemaPatterns.PATTERN_PROPERTIES);
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");

    private final AtomicLong steps = new AtomicLong();
    private volatile @Nullable JsonSchema meta;

    /**
     * Checks a schema.
     *
     * @throws IllegalArgumentException when it is not a valid schema of draft 2020-12 that refers only to itself
     */
    void check(JsonNode schema, SchemaPatterns patterns) {
        String fault = fault(schema);
        if (fault != null) {
            throw new IllegalArgumentException("invalid JSON Schema (draft 2020-12): " + fault);
        }
        boolean hasOwnAddresses = schema.findValue("$id") != null;
        walk(schema, schema, hasOwnAddresses, patterns);
    }

    private @Nullable String fault(JsonNode schema) {
        JsonSchema used = meta;
        if (used == null || steps.get() > STEPS_REMEMBERED) {
            used = FACTORY.getSchema(META);
            steps.set(0);
            meta = used;
        }
        SchemaSteps taken = new SchemaSteps(MAX_STEPS);
        try {
            Set<ValidationMessage> faults = used.validate(taken, schema, schema, new JsonNodePath(PathType.LEGACY));
            return faults.isEmpty() ? null : faults.iterator().next().getMessage();
        } catch (Error | RuntimeException e) {
            meta = null;
            throw e;
        } finally {
            steps.addAndGet(taken.taken());
        }
    }

    private static void walk(JsonNode schema, JsonNode root, boolean hasOwnAddresses, SchemaPatterns patterns) {
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            String key = member.getKey();
            JsonNode value = member.getValue();
            if (value.isTextual() && key.equals(SchemaPatterns.PATTERN)) {
                patterns.getRegularExpression(value.textValue());
            } else if (value.isTextual() && REFERENCES.contains(key) && !hasOwnAddresses) {
                requireHeld(value.textValue(), root);
            } else if (NAMED_SCHEMAS.contains(key)) {
                walkNamed(key, value, root, hasOwnAddresses, patterns);
            } else if (value.isObject() && !DATA.contains(key)) {
                walk(value, root, hasOwnAddresses, patterns);
            } else if (value.isArray() && !DATA.contains(key)) {
                value.forEach(element -> walk(element, root, hasOwnAddresses, patterns));
            }
        }
    }

    private static void walkNamed(
            String key, JsonNode named, JsonNode root, boolean hasOwnAddresses, SchemaPatterns patterns) {
        for (Map.Entry<String, JsonNode> one : named.properties()) {
            if (key.equals(SchemaPatterns.PATTERN_PROPERTIES)) {
                patterns.getRegularExpression(one.getKey());
            }
            walk(one.getValue(), root, hasOwnAddresses, patterns);
        }
    }

    private static void requireHeld(String reference, JsonNode root) {
        boolean isHeld = reference.equals("#")
                || (reference.startsWith("#/") && holds(root, reference.substring(1)))
                || (reference.startsWith("#") && hasAnchor(root, reference.substring(1)));
        if (!isHeld) {
            throw new IllegalArgumentException("a schema can refer only to its own parts, not to files or URLs: "
                    + (reference.startsWith("#")
                            ? "Reference " + reference.substring(1) + " cannot be resolved"
                            : "Schema from '" + reference + "' is not allowed to be loaded."));
        }
    }

    private static boolean holds(JsonNode root, String pointer) {
        try {
            String plain = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
            return !root.at(plain).isMissingNode();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasAnchor(JsonNode root, String name) {
        return root.findValues("$anchor").stream().anyMatch(anchor -> name.equals(anchor.textValue()))
                || root.findValues("$dynamicAnchor").stream().anyMatch(anchor -> name.equals(anchor.textValue()));
    }
}
