package dev.cannery.internal.contract.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.context.MapValueResolver;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that a template may refer to: the request, its prompt and system text, and matches of named groups. */
public final class TemplateValues {
    /** The names that always exist. */
    public static final List<String> NAMES = List.of("request", "prompt", "system");

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private TemplateValues() {}

    /** Returns the values of a request and of the groups matched in it; a group cannot have one of the names above. */
    public static TemplateValues of(ChatRequest request, Map<String, String> groups) {
        TemplateValues all = new TemplateValues();
        all.values.putAll(groups);
        all.values.put("request", PlainValues.of(request.body()));
        all.values.put("prompt", request.prompt().asText(""));
        all.values.put("system", request.system().asText(""));
        return all;
    }

    /** Returns a new context with a new budget; only maps are resolved. */
    Context context() {
        Context context =
                Context.newBuilder(values).resolver(MapValueResolver.INSTANCE).build();
        new RenderBudget().openIn(context);
        return context;
    }

    /** Returns the value at a path such as {@code request.temperature}; an empty text when there is none. */
    JsonNode at(String path) {
        Object value = context().get(path);
        return value == null ? TextNode.valueOf("") : Json.treeOf(value);
    }
}
