package dev.cannery.internal.contract.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loop {@code each} over a list or a map, limited by the budget. */
final class EachWithin implements Helper<Object> {
    @Override
    public Object apply(@Nullable Object value, Options options) throws IOException {
        Loop loop = new Loop(options);
        if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                loop.round(items.get(i), i, i, items.size());
            }
        } else if (value instanceof Map<?, ?> members) {
            int index = 0;
            for (Map.Entry<?, ?> member : members.entrySet()) {
                loop.round(member.getValue(), member.getKey(), index, members.size());
                index++;
            }
        }
        return loop.rounds == 0 ? options.inverse() : loop.text;
    }

    private static final class Loop {
        private final Options options;
        private final RenderBudget budget;
        private final StringBuilder text = new StringBuilder();
        private int rounds;

        Loop(Options options) {
            this.options = options;
            this.budget = RenderBudget.of(options.context);
        }

        void round(@Nullable Object item, Object key, int index, int size) throws IOException {
            rounds++;
            // the library does not allow a null context
            Context context = Context.newContext(options.context, item == null ? "" : item)
                    .combine("@key", key)
                    .combine("@index", index)
                    .combine("@first", index == 0 ? "first" : "")
                    .combine("@last", index == size - 1 ? "last" : "");
            text.append(budget.spend(options.apply(options.fn, context, List.of(item == null ? "" : item, key))));
            budget.requireShort(text.length());
        }
    }
}
