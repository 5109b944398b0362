package dev.cannery.internal.chat.tokens;

/** A tokenizer encoding: how a text is first split into pieces, and which byte sequences are tokens. */
enum Encoding {
    /** The encoding of gpt-4o and all later models. */
    O200K("o200k_base") {
        @Override
        Vocabulary vocabulary() {
            return O200k.VOCABULARY;
        }

        @Override
        String pieces() {
            String capital = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
            String small = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
            String ending = "(?i:'(?:[stmd]|re|ve|ll))?";
            return NO_WORD + capital + "*" + small + "+" + ending + "|"
                    + NO_WORD + capital + "+" + small + "*" + ending + "|"
                    + "\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|" + SPACE;
        }
    },
    /** The encoding of gpt-3.5 and gpt-4; combining marks are not letters in it. */
    CL100K("cl100k_base") {
        @Override
        Vocabulary vocabulary() {
            return Cl100k.VOCABULARY;
        }

        @Override
        String pieces() {
            return "'(?i:[sdmt]|ll|ve|re)|" + NO_WORD + "\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|" + SPACE;
        }
    };

    private static final String NO_WORD = "[^\\r\\n\\p{L}\\p{N}]?";
    private static final String SPACE = "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private final String file;

    Encoding(String file) {
        this.file = file;
    }

    /** Returns the vocabulary, which is read at the first call and then shared. */
    abstract Vocabulary vocabulary();

    /** Returns the published expression that matches the pieces. */
    abstract String pieces();

    /** Returns the name of the table in the library. */
    String file() {
        return file;
    }

    private static final class O200k {
        private static final Vocabulary VOCABULARY = VocabularyReader.read(O200K);
    }

    private static final class Cl100k {
        private static final Vocabulary VOCABULARY = VocabularyReader.read(CL100K);
    }
}
