package dev.cannery.internal.server.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.RequestBody;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.zip.CRC32C;

/**
 * Parses bodies, those that come again and again only once: tests and load tests repeat a few prompts.
 *
 * <p>A body is kept when it comes for the second time, so that prompts that all differ cost no memory. The journal then holds
 * the same bytes for each of its entries. Safe for use by several threads.
 */
public final class ParsedBodies {
    private static final int LONGEST = 64 << 10;
    private static final int ENTRIES = 2_048;
    private static final long WEIGHT = BoundedCache.bytes(16 << 20);
    /** A tree weighs about so many times as much as the text that it was parsed from. */
    private static final int TREE = 6;

    private static final int OVERHEAD = 500;
    /** So few that a body must come again soon to be kept: where thousands take turns, none would be there when it is asked for. */
    private static final int SIGHTINGS = 512;

    private final BoundedCache<Content, Parsed> known =
            new BoundedCache<>(ENTRIES, WEIGHT, (content, parsed) -> OVERHEAD + (1L + TREE) * content.bytes.length);
    /** The check sums of bodies that came lately, each where its last bits say; a later one takes the place. */
    private final AtomicIntegerArray sightings = new AtomicIntegerArray(SIGHTINGS);

    /**
     * The body as a tree.
     *
     * @throws MalformedRequestException when it is not one JSON object
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

    /** The processor has an instruction for it: a kilobyte takes less than a tenth of a microsecond. */
    private static int checkSum(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(body);
        return (int) sum.getValue();
    }

    /** A body. */
    public static final class Parsed {
        private final byte[] bytes;
        private final ObjectNode tree;

        private Parsed(byte[] bytes, ObjectNode tree) {
            this.bytes = bytes;
            this.tree = tree;
        }

        /** The body as it came, not to be changed. */
        public byte[] bytes() {
            return bytes;
        }

        /** What it says, not to be changed. */
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
