package dev.cannery.internal.contract.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.TreeSize;
import dev.cannery.internal.contract.rule.ConformsTo;
import java.util.Optional;

/**
 * The compiled schemas of the last requests: compiling costs far more than checking, and a client sends the same schemas
 * again and again. It may be used by several threads.
 */
public final class SchemaCache {
    private static final int ENTRIES = 256;
    private static final long MOST_BYTES = 16L << 20;
    private static final long OVERHEAD = 1_000;

    private final BoundedCache<JsonNode, Optional<ConformsTo>> compiled;

    /** A cache as large as a server's heap bears. */
    public SchemaCache() {
        this(ENTRIES, BoundedCache.bytes(MOST_BYTES));
    }

    /** A cache of so many schemas that weigh so many bytes; what was not used for the longest time makes room. */
    public SchemaCache(int entries, long bytes) {
        compiled = new BoundedCache<>(
                entries,
                bytes,
                (schema, constraint) -> OVERHEAD
                        + TreeSize.of(schema).bytes()
                        + constraint.map(ConformsTo::weight).orElse(0L));
    }

    /** The schema as a constraint; empty when it is none that can be used, which is for the request's profile to say. */
    Optional<ConformsTo> constraint(JsonNode schema) {
        return compiled.of(schema, SchemaCache::compile);
    }

    /** How many schemas are held. */
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
