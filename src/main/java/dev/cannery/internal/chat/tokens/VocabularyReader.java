package dev.cannery.internal.chat.tokens;

import com.knuddels.jtokkit.Encodings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads the token tables of the library JTokkit. */
final class VocabularyReader {
    private VocabularyReader() {}

    static Vocabulary read(Encoding encoding) {
        String name = "/com/knuddels/jtokkit/" + encoding.file() + ".tiktoken";
        try (InputStream table = Encodings.class.getResourceAsStream(name)) {
            if (table == null) {
                throw new IllegalStateException("jtokkit has no resource " + name + "; version 1.1.0 has it");
            }
            return parse(table.readAllBytes(), Pattern.compile(encoding.pieces(), Pattern.UNICODE_CHARACTER_CLASS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a token table.
     *
     * @param file in each line a token in Base64, a space and its rank; the ranks count from 0
     * @param pieces matches the pieces that are split into tokens
     */
    static Vocabulary parse(byte[] file, Pattern pieces) {
        byte[] bytes = new byte[file.length];
        int[] starts = new int[file.length / 4 + 2];
        int end = 0;
        int rank = 0;
        int at = 0;
        while (at < file.length) {
            end = decode(file, at, bytes, end);
            while (at < file.length && file[at] != '\n') {
                at++;
            }
            at++;
            starts[++rank] = end;
        }
        return new Vocabulary(pieces, Arrays.copyOf(bytes, end), Arrays.copyOf(starts, rank + 1));
    }

    /** Decodes Base64 up to a space; returns where the decoded bytes end. */
    private static int decode(byte[] file, int from, byte[] to, int start) {
        int end = start;
        int bits = 0;
        int value = 0;
        for (int at = from; file[at] != ' ' && file[at] != '='; at++) {
            int c = file[at];
            value = value << 6
                    | (c >= 'a' ? c - 'a' + 26 : c >= 'A' ? c - 'A' : c >= '0' ? c - '0' + 52 : c == '+' ? 62 : 63);
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                to[end++] = (byte) (value >> bits);
            }
        }
        return end;
    }
}
