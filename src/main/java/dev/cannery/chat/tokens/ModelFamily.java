package dev.cannery.chat.tokens;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.Locale;

/**
 * What a model's name says of how its tokens are counted.
 *
 * <p>An own table, because that of the tokenizer's library finds the wrong encoding for {@code gpt-4.1} and none for newer
 * names.
 *
 * @param encoding the tokenizer's vocabulary; the newest for a name that is not known
 * @param reasons whether the reported prompt is one token short of the sum, as recorded of gpt-5, o3 and o4-mini
 * @param perText tokens that an answer's text costs beside its own, as recorded of the same models
 */
record ModelFamily(EncodingType encoding, boolean reasons, int perText) {
    static ModelFamily of(String model) {
        String name = bareName(model);
        boolean old = name.startsWith("gpt-3.5")
                || name.startsWith("gpt-35")
                || name.equals("gpt-4")
                || name.startsWith("gpt-4-");
        int perText = perText(name);
        return new ModelFamily(old ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE, perText > 0, perText);
    }

    /** Whether this is a gpt-3.5 or gpt-4, of the time before gpt-4o. */
    boolean isOld() {
        return encoding == EncodingType.CL100K_BASE;
    }

    /** More than nothing for the reasoning models, and only for them; o1 and o1-mini count as other models do. */
    private static int perText(String name) {
        if (name.startsWith("gpt-5")) {
            return 9;
        }
        if (name.startsWith("o3")) {
            return 13;
        }
        return name.startsWith("o4") ? 20 : 0;
    }

    /** The name without a router's {@code openai/} ahead, and of {@code ft:base:organisation::id} the base. */
    private static String bareName(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (!name.startsWith("ft:")) {
            return name;
        }
        int end = name.indexOf(':', 3);
        return name.substring(3, end < 0 ? name.length() : end);
    }
}
