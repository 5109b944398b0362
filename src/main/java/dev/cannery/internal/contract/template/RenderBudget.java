package dev.cannery.internal.contract.template;

import com.github.jknack.handlebars.Context;

/** How much one filling in may still do; a loop over a long request must not take the memory or the time of a server. */
final class RenderBudget {
    /** The longest text that a template may give. */
    static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_WORK = 16 * MAX_LENGTH;
    /** No template can name it. */
    private static final String KEY = "render budget";

    private int left = MAX_WORK;

    void openIn(Context context) {
        context.data(KEY, this);
    }

    static RenderBudget of(Context context) {
        RenderBudget budget = context.data(KEY);
        return budget;
    }

    /** Takes note of a text that was made, or of a round of a loop that gave it. */
    CharSequence spend(CharSequence made) {
        requireShort(made.length());
        left -= made.length() + 1;
        if (left < 0) {
            throw new TemplateException("the template does too much, more than its loops over the request should");
        }
        return made;
    }

    void requireShort(int length) {
        if (length > MAX_LENGTH) {
            throw new TemplateException("the template gives more than " + MAX_LENGTH + " characters");
        }
    }
}
