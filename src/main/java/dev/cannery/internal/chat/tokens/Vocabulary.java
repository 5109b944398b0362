package dev.cannery.internal.chat.tokens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one encoding with their ranks; splits texts into them. Thread-safe.
 *
 * <p>The tables are those of the library JTokkit; the merge is our own. The library's takes time quadratic in a piece's length,
 * and its maps take 45 MB and a third of a server's start.
 */
final class Vocabulary {
    private static final int NONE = Integer.MAX_VALUE;
    /** The maximum length of a piece; splitting longer ones may cost a token each. A merge takes 24 bytes of memory per byte. */
    private static final int LONGEST_PIECE = 1 << 16;

    private final Pattern pieces;
    /** The bytes of all tokens, in the order of their ranks. */
    private final byte[] bytes;
    /** By rank, where a token begins in {@link #bytes}; one more entry than there are tokens. */
    private final int[] starts;
    /** A hash table with open addressing: the rank plus 1, and 0 for an empty slot. */
    private final int[] slots;

    private final int longest;

    /**
     * Creates a vocabulary.
     *
     * @param pieces matches the pieces that are split into tokens
     * @param bytes the bytes of all tokens, in the order of their ranks
     * @param starts by rank, where a token begins; one more entry than there are tokens
     */
    Vocabulary(Pattern pieces, byte[] bytes, int[] starts) {
        this.pieces = pieces;
        this.bytes = bytes;
        this.starts = starts;
        this.slots = new int[Integer.highestOneBit(Math.max(1, starts.length)) * 4];
        int most = 0;
        for (int rank = 0; rank < starts.length - 1; rank++) {
            int slot = hash(bytes, starts[rank], starts[rank + 1]) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = rank + 1;
            most = Math.max(most, starts[rank + 1] - starts[rank]);
        }
        this.longest = most;
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }

    /** Returns the rank of the token with these bytes; {@link #NONE} when there is no such token. */
    private int rank(byte[] text, int from, int to) {
        if (to - from > longest) {
            return NONE;
        }
        int slot = hash(text, from, to) & slots.length - 1;
        while (slots[slot] != 0) {
            int rank = slots[slot] - 1;
            if (Arrays.equals(bytes, starts[rank], starts[rank + 1], text, from, to)) {
                return rank;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return NONE;
    }

    /** Counts the tokens of a text; an unpaired surrogate counts as a question mark. */
    int count(String text) {
        return new Cut(null).through(text);
    }

    /** Returns the bytes in UTF-8 of each token of a text. */
    List<byte[]> tokens(String text) {
        List<byte[]> tokens = new ArrayList<>();
        new Cut(tokens).through(text);
        return tokens;
    }

    /**
     * Splits one text. In each piece the two neighbours that form the token of the lowest rank are merged, until no two form one.
     * The ranks of all pairs are the leaves of a tree in which each node is the lower of its two children, so that a merge takes time
     * logarithmic in the piece's length.
     */
    private final class Cut {
        private final @Nullable List<byte[]> tokens;
        private byte[] piece = new byte[64];
        private int length;
        /** By the index of a part's first byte: that of the next part, and of the one before. */
        private int[] next = new int[64];

        private int[] previous = new int[64];
        /** From the index {@code leaves} on, the rank of each part with the next one, and its index in the lower half. */
        private long[] tree = new long[128];

        private int leaves;

        Cut(@Nullable List<byte[]> tokens) {
            this.tokens = tokens;
        }

        int through(String text) {
            int count = 0;
            Matcher found = pieces.matcher(text);
            while (found.find()) {
                int at = found.start();
                while (at < found.end()) {
                    at = encode(text, at, found.end());
                    count += merge();
                }
            }
            return count;
        }

        /** Encodes the text from here on as the piece; returns where it continues: the end, unless it is too long. */
        private int encode(String text, int from, int end) {
            length = 0;
            int at = from;
            while (at < end && length < LONGEST_PIECE) {
                if (length + 4 > piece.length) {
                    piece = Arrays.copyOf(piece, 2 * piece.length);
                }
                char c = text.charAt(at);
                if (c < 0x80) {
                    piece[length++] = (byte) c;
                    at++;
                } else {
                    int codePoint = text.codePointAt(at);
                    encode(codePoint);
                    at += Character.charCount(codePoint);
                }
            }
            return at;
        }

        private void encode(int codePoint) {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                piece[length++] = '?';
            } else if (codePoint < 0x800) {
                piece[length++] = (byte) (0xc0 | (codePoint >> 6));
                piece[length++] = (byte) (0x80 | (codePoint & 0x3f));
            } else {
                if (codePoint < 0x10000) {
                    piece[length++] = (byte) (0xe0 | (codePoint >> 12));
                } else {
                    piece[length++] = (byte) (0xf0 | (codePoint >> 18));
                    piece[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
                }
                piece[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
                piece[length++] = (byte) (0x80 | (codePoint & 0x3f));
            }
        }

        /** Merges the piece; returns how many tokens it has. */
        private int merge() {
            if (rank(piece, 0, length) != NONE) {
                add(0, length);
                return 1;
            }
            prepare();
            int count = length;
            while (tree[1] >>> 32 != NONE) {
                int part = (int) tree[1];
                int merged = next[part];
                int end = next[merged];
                next[part] = end;
                set(merged, NONE);
                set(part, end < length ? rank(piece, part, next[end]) : NONE);
                if (end < length) {
                    previous[end] = part;
                }
                if (part > 0) {
                    set(previous[part], rank(piece, previous[part], end));
                }
                count--;
            }
            for (int part = 0; tokens != null && part < length; part = next[part]) {
                add(part, next[part]);
            }
            return count;
        }

        private void add(int from, int to) {
            if (tokens != null) {
                tokens.add(Arrays.copyOfRange(piece, from, to));
            }
        }

        /** Creates a part for each byte. */
        private void prepare() {
            leaves = Integer.highestOneBit(length - 1) * 2;
            if (tree.length < 2 * leaves) {
                tree = new long[2 * leaves];
                next = new int[leaves];
                previous = new int[leaves];
            }
            for (int i = 0; i < leaves; i++) {
                int rank = i + 1 < length ? rank(piece, i, i + 2) : NONE;
                tree[leaves + i] = (long) rank << 32 | i;
                next[i] = i + 1;
                previous[i] = i - 1;
            }
            for (int node = leaves - 1; node > 0; node--) {
                tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
            }
        }

        private void set(int part, int rank) {
            int node = leaves + part;
            tree[node] = (long) rank << 32 | part;
            while (node > 1) {
                long lower = Math.min(tree[node], tree[node ^ 1]);
                node >>= 1;
                if (tree[node] == lower) {
                    return;
                }
                tree[node] = lower;
            }
        }
    }
}
