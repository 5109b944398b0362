package dev.cannery.internal.contract.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.TreeSize;
import dev.cannery.internal.contract.rule.ConformsTo;
import java.util.Optional;

/**
 * A cache of compiled schemas, because compiling costs far more than checking and clients send the same schemas again and
 * again. Thread-safe.
 */
public final class SchemaCache {
    private static final int ENTRIES = 256;
    private static final long MAX_BYTES = 16L << 20;
    private static final long OVERHEAD = 1_000;

    private final BoundedCache<JsonNode, Optional<ConformsTo>> compiled;

    /** Creates a cache sized for the JVM's heap. */
    public SchemaCache() {
        this(ENTRIES, BoundedCache.bytes(MAX_BYTES));
    }

    /** Creates a cache with these limits; the least recently used schemas are evicted. */
    public SchemaCache(int entries, long bytes) {
        compiled = new BoundedCache<>(
                entries,
                bytes,
                (schema, constraint) -> OVERHEAD
                        + TreeSize.of(schema).bytes()
                        + constraint.map(ConformsTo::weight).orElse(0L));
    }

    /** Returns the schema as a constraint; empty when it is invalid, which the request's profile reports. */
    Optional<ConformsTo> constraint(JsonNode schema) {
        return compiled.of(schema, SchemaCache::compile);
    }

    /** Returns the number of cached schemas. */
    int size() {
        return compiled.entries();
    }

    private static Optional<ConformsTo> compile(JsonNode schema) {
        try {
            return Optional.of(ConformsTo.ofRequest(schema));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
