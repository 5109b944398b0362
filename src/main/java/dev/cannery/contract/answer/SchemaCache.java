package dev.cannery.contract.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.contract.rule.ConformsTo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The compiled schemas of the last requests: compiling costs far more than checking, and a client sends the same schemas
 * again and again. It may be used by several threads.
 */
public final class SchemaCache {
    private final Map<JsonNode, Optional<ConformsTo>> compiled;

    /** A cache of so many schemas; the one that was not used for the longest time makes room. */
    public SchemaCache(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be 1 or more, was " + capacity);
        }
        this.compiled = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<JsonNode, Optional<ConformsTo>> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The schema as a constraint; empty when it is none that can be used, which is for the request's profile to say. */
    Optional<ConformsTo> constraint(JsonNode schema) {
        synchronized (compiled) {
            return compiled.computeIfAbsent(schema, SchemaCache::compile);
        }
    }

    /** How many schemas are held. */
    public int size() {
        synchronized (compiled) {
            return compiled.size();
        }
    }

    private static Optional<ConformsTo> compile(JsonNode schema) {
        try {
            return Optional.of(ConformsTo.of(schema));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
