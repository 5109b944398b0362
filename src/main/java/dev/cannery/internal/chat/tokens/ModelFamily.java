package dev.cannery.internal.chat.tokens;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules by which a model's tokens are counted, determined by its name. The tokenizer library's own table has the wrong
 * encoding for {@code gpt-4.1} and none for newer names. The numbers were derived from the usage of recorded responses, 2024 to
 * 2026.
 *
 * @param name the name in lower case without a router's prefix; for a fine-tuned model its base
 * @param encoding the tokenizer's encoding; the newest for an unknown name
 * @param form how the model sees messages and tools
 * @param perText tokens around the text of a response
 * @param perCall tokens around a tool call in a response, besides its name and arguments
 * @param perPastCall tokens around a tool call in a request's history
 * @param perTools tokens around the functions of a request
 */
record ModelFamily(String name, Encoding encoding, Form form, int perText, int perCall, int perPastCall, int perTools) {
    /** The form in which a model sees a conversation. */
    enum Form {
        /** gpt-4 of 2023: functions are never written on one line, and limits of numbers are omitted. */
        FIRST,
        /** gpt-3.5 to gpt-4.1: functions belong to the system message, parallel calls are one call of a wrapper. */
        CLASSIC,
        /** The search models report only the tokens of the words. */
        WORDS,
        /** o1 and o3-mini: functions are in a separate message. */
        REASONING,
        /** o3, o4-mini, gpt-5 and later: each message names its channel too. */
        CHANNELS
    }

    private static final int GPT_5 = 500;
    private static final int GPT_5_1 = 501;
    private static final Pattern VERSION = Pattern.compile("gpt-([4-9]|1\\d)(?:\\.(\\d{1,2}))?(?:-.*)?");

    private static final int TOOLS_OF_GPT_5 = 91;
    private static final int TOOLS_OF_O_SERIES = 10;

    static ModelFamily of(String model) {
        String name = bareName(model);
        if (name.equals("gpt-4") || name.startsWith("gpt-4-0") || name.startsWith("gpt-4-32k")) {
            return new ModelFamily(name, Encoding.CL100K, Form.FIRST, 0, 4, 1, 5);
        }
        if (name.startsWith("gpt-3.5") || name.startsWith("gpt-35") || name.startsWith("gpt-4-")) {
            return new ModelFamily(name, Encoding.CL100K, Form.CLASSIC, 0, 7, 4, 5);
        }
        if (version(name) >= GPT_5 && !name.startsWith("gpt-5-chat")) {
            boolean late = version(name) > GPT_5_1;
            return newest(name, Form.CHANNELS, late ? 3 : 9, late ? 10 : 16, 10, TOOLS_OF_GPT_5);
        }
        if (name.startsWith("o1-mini") || name.startsWith("o1-preview")) {
            return newest(name, Form.CLASSIC, 11, 7, 4, 5);
        }
        if (name.startsWith("o1")) {
            return newest(name, Form.REASONING, 11, 17, 4, TOOLS_OF_O_SERIES);
        }
        if (name.startsWith("o3-mini")) {
            return newest(name, Form.REASONING, 13, 21, 1, TOOLS_OF_O_SERIES);
        }
        if (name.startsWith("o3")) {
            return newest(name, Form.CHANNELS, 13, 21, 7, TOOLS_OF_O_SERIES);
        }
        if (name.startsWith("o4") || name.startsWith("codex-mini")) {
            return newest(name, Form.CHANNELS, 20, 16, 7, TOOLS_OF_O_SERIES);
        }
        return newest(name, name.contains("search-preview") ? Form.WORDS : Form.CLASSIC, 0, 7, 4, 5);
    }

    private static ModelFamily newest(String name, Form form, int perText, int perCall, int perPastCall, int perTools) {
        return new ModelFamily(name, Encoding.O200K, form, perText, perCall, perPastCall, perTools);
    }

    /**
     * Returns the version of a GPT model times 100, such as 504 for {@code gpt-5.4-mini}; 0 for any other name. A version
     * that came later is taken to count like the latest that was recorded.
     */
    static int version(String name) {
        Matcher version = VERSION.matcher(name);
        if (!version.matches()) {
            return 0;
        }
        String minor = version.group(2);
        return 100 * Integer.parseInt(version.group(1)) + (minor == null ? 0 : Integer.parseInt(minor));
    }

    /** Whether the reported prompt is one token less than the sum. */
    boolean reasons() {
        return form == Form.REASONING || form == Form.CHANNELS;
    }

    /** Returns the name without a router's {@code openai/}, and the base of {@code ft:base:organization::id}. */
    private static String bareName(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (!name.startsWith("ft:")) {
            return name;
        }
        int end = name.indexOf(':', 3);
        return name.substring(3, end < 0 ? name.length() : end);
    }
}
