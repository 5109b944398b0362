package dev.cannery.internal.server.transport;

import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.RequestBody;
import dev.cannery.internal.chat.SentBody;
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
    /** An entry, and the objects of a translated request, which shares the rest with the one that was sent. */
    private static final int OVERHEAD = 2_500;

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
            return parsed(body);
        }
        Content content = new Content(body, checkSum(body));
        Parsed before = known.find(content);
        if (before != null) {
            return before;
        }
        Parsed parsed = parsed(body);
        if (sightings.getAndSet(content.checkSum & SIGHTINGS - 1, content.checkSum) == content.checkSum) {
            known.put(content, parsed);
        }
        return parsed;
    }

    private static Parsed parsed(byte[] body) throws MalformedRequestException {
        return new Parsed(body, new SentBody(RequestBody.parse(body)));
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
        private final SentBody body;

        private Parsed(byte[] bytes, SentBody body) {
            this.bytes = bytes;
            this.body = body;
        }

        /** Returns the body as received; must not be modified. */
        public byte[] bytes() {
            return bytes;
        }

        /** Returns the body as a tree. */
        public SentBody body() {
            return body;
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
