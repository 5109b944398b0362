package dev.cannery.internal.server.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.RequestBody;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.zip.CRC32C;

/**
 * Parses bodies and caches those that repeat, because tests and load tests repeat a few prompts.
 *
 * A body is cached the second time it arrives, so that prompts that all differ cost no memory. The journal can then
 * share its bytes between entries. Thread-safe.
 */
public final class ParsedBodies {
    private static final int LONGEST = 64 << 10;
    private static final int ENTRIES = 2_048;
    private static final long WEIGHT = BoundedCache.bytes(16 << 20);
    /** The size of a tree in memory, per byte of the text it was parsed from. */
    private static final int TREE = 6;

    private static final int OVERHEAD = 500;
    /**
     * Small, so that only a body that repeats soon is cached. If thousands took turns, each would be gone when it came
     * again.
     */
    private static final int SIGHTINGS = 512;

    private final BoundedCache<Content, Parsed> known =
            new BoundedCache<>(ENTRIES, WEIGHT, (content, parsed) -> OVERHEAD + (1L + TREE) * content.bytes.length);
    /** The checksums of recent bodies, at the index of their lowest bits; a later one overwrites an earlier one. */
    private final AtomicIntegerArray sightings = new AtomicIntegerArray(SIGHTINGS);

    /**
     * Returns the body as a tree.
     *
     * @throws MalformedRequestException if the body is not a single JSON object
     */
    public Parsed parse(byte[] body) throws MalformedRequestException {
        if (body.length > LONGEST) {
            return new Parsed(body, RequestBody.parse(body));
        }
        Content content = new Content(body, checkSum(body));
        Parsed before = known.find(content);
        if (before != null) {
            return before;
        }
        Parsed parsed = new Parsed(body, RequestBody.parse(body));
        if (sightings.getAndSet(content.checkSum & SIGHTINGS - 1, content.checkSum) == content.checkSum) {
            known.put(content, parsed);
        }
        return parsed;
    }

    /** CRC32C has a processor instruction: a kilobyte takes less than a tenth of a microsecond. */
    private static int checkSum(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(body);
        return (int) sum.getValue();
    }

    /** A parsed body. */
    public static final class Parsed {
        private final byte[] bytes;
        private final ObjectNode tree;

        private Parsed(byte[] bytes, ObjectNode tree) {
            this.bytes = bytes;
            this.tree = tree;
        }

        /** Returns the body as received; must not be modified. */
        public byte[] bytes() {
            return bytes;
        }

        /** Returns the tree; must not be modified. */
        public ObjectNode tree() {
            return tree;
        }
    }

    private static final class Content {
        private final byte[] bytes;
        private final int checkSum;

        private Content(byte[] bytes, int checkSum) {
            this.bytes = bytes;
            this.checkSum = checkSum;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content
                    && checkSum == content.checkSum
                    && Arrays.equals(bytes, content.bytes);
        }

        @Override
        public int hashCode() {
            return checkSum;
        }
    }
}
