package dev.cannery.internal.contract.template;

import com.github.jknack.handlebars.Context;

/** The remaining budget of one rendering; a loop over a long request must not exhaust a server's memory or time. */
final class RenderBudget {
    /** The maximum length of a rendered text. */
    static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_WORK = 16 * MAX_LENGTH;
    /** The key in the context; no template can name it because of the space. */
    private static final String KEY = "render budget";

    private int left = MAX_WORK;

    void openIn(Context context) {
        context.data(KEY, this);
    }

    static RenderBudget of(Context context) {
        RenderBudget budget = context.data(KEY);
        return budget;
    }

    /** Charges a rendered text, or one iteration of a loop. */
    CharSequence spend(CharSequence made) {
        requireShort(made.length());
        left -= made.length() + 1;
        if (left < 0) {
            throw new TemplateException("the template's loops over the request do too much work");
        }
        return made;
    }

    void requireShort(int length) {
        if (length > MAX_LENGTH) {
            throw new TemplateException("the template produces more than " + MAX_LENGTH + " characters");
        }
    }
}
