package dev.cannery.internal.chat.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the tables of the tokenizer's library. That of nearly all models, {@code o200k}, is read by us, because the start of
 * every server waits for it and the library's reader takes twice as long; the counting is the library's.
 */
final class VocabularyReader {
    private static final String O200K = "/com/knuddels/jtokkit/o200k_base.tiktoken";
    private static final String NOT_OF_WORDS = "[^\\r\\n\\p{L}\\p{N}]?";
    private static final String CAPITAL = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String SMALL = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String ENDING = "(?i:'(?:[stmd]|re|ve|ll))?";

    /** Where {@code o200k} cuts a text before it looks for tokens: words, numbers, signs, and space in three ways. */
    private static final String PIECE = String.join(
            "|",
            NOT_OF_WORDS + CAPITAL + "*" + SMALL + "+" + ENDING,
            NOT_OF_WORDS + CAPITAL + "+" + SMALL + "*" + ENDING,
            "\\p{N}{1,3}",
            " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*",
            "\\s*[\\r\\n]+",
            "\\s+(?!\\S)",
            "\\s+");

    private static final Pattern O200K_PIECE = Pattern.compile(PIECE, Pattern.UNICODE_CHARACTER_CLASS);

    /** Where {@code cl100k} cuts a text; marks are no letters there. */
    private static final Pattern CL100K_PIECE = Pattern.compile(
            String.join(
                    "|",
                    "'(?i:[sdmt]|ll|ve|re)",
                    NOT_OF_WORDS + "\\p{L}+",
                    "\\p{N}{1,3}",
                    " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*",
                    "\\s*[\\r\\n]+",
                    "\\s+(?!\\S)",
                    "\\s+"),
            Pattern.UNICODE_CHARACTER_CLASS);

    private VocabularyReader() {}

    /** What finds the pieces in which an encoding looks for tokens. */
    static Pattern piece(EncodingType type) {
        return type == EncodingType.O200K_BASE ? O200K_PIECE : CL100K_PIECE;
    }

    static Encoding o200k() {
        try (InputStream file = Encodings.class.getResourceAsStream(O200K)) {
            // Where the library keeps it is its own affair, so it may be elsewhere in another version.
            return file == null ? ofLibrary(EncodingType.O200K_BASE) : o200k(TokenTable.parse(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Encoding ofLibrary(EncodingType type) {
        return Encodings.newLazyEncodingRegistry().getEncoding(type);
    }

    private static Encoding o200k(Map<byte[], Integer> tokens) {
        String name = "o200k";
        EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
        registry.registerGptBytePairEncoding(new GptBytePairEncodingParams(name, O200K_PIECE, tokens, Map.of()));
        return registry.getEncoding(name).orElseThrow();
    }
}
