package dev.cannery.internal.chat.tokens;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** The tokenizers' tables, which never change: each is read when it is first needed, and once however many servers there are. */
final class Vocabulary {
    private Vocabulary() {}

    static Encoding of(EncodingType type) {
        return switch (type) {
            case O200K_BASE -> O200k.ENCODING;
            case CL100K_BASE -> Cl100k.ENCODING;
            default -> throw new IllegalArgumentException("no model is counted by " + type);
        };
    }

    private static final class O200k {
        private static final Encoding ENCODING = VocabularyReader.o200k();
    }

    private static final class Cl100k {
        private static final Encoding ENCODING = VocabularyReader.ofLibrary(EncodingType.CL100K_BASE);
    }
}
