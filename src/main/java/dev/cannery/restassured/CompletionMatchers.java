package dev.cannery.restassured;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hamcrest.CoreMatchers;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeDiagnosingMatcher;

/**
 * Matchers for the body of a completion or of a Response: the text of JSON or of an event stream. Meant to be imported statically.
 *
 * <p>A Response is matched as the completion with the same meaning: {@code status: incomplete} is the finish reason
 * {@link FinishReason#LENGTH} or {@link FinishReason#CONTENT_FILTER}, and the items of type {@code function_call} are its tool calls.
 *
 * <pre>{@code
 * .then().body(saysThat(containsString("18 °C"))).body(finishes(FinishReason.STOP))
 * }</pre>
 */
public final class CompletionMatchers {
    private CompletionMatchers() {}

    /** Matches a completion whose first choice has this text. */
    public static Matcher<String> says(String content) {
        return saysThat(CoreMatchers.equalTo(content));
    }

    /** Matches a completion whose first choice has a matching text. */
    public static Matcher<String> saysThat(Matcher<? super String> content) {
        return new Part<>("content", body -> text(message(body).path("content")), content);
    }

    /** Matches a completion whose first choice calls this tool. */
    public static Matcher<String> callsTool(String name) {
        return new Part<>("tools called", CompletionMatchers::tools, CoreMatchers.hasItem(name));
    }

    /** Matches a completion whose first choice calls this tool with matching arguments, as JSON text. */
    public static Matcher<String> callsTool(String name, Matcher<? super String> arguments) {
        return new Part<>("arguments of " + name, body -> arguments(body, name), CoreMatchers.hasItem(arguments));
    }

    /** Matches a completion whose first choice has this finish reason. */
    public static Matcher<String> finishes(FinishReason reason) {
        return new Part<>(
                "finish_reason",
                body -> text(body.at("/choices/0/finish_reason")),
                CoreMatchers.equalTo(reason.wire()));
    }

    /** Matches a completion with a matching {@code total_tokens}. */
    public static Matcher<String> usesTokens(Matcher<? super Integer> total) {
        return new Part<>(
                "usage.total_tokens", body -> body.at("/usage/total_tokens").asInt(-1), total);
    }

    private static JsonNode message(JsonNode body) {
        return body.at("/choices/0/message");
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }

    private static List<String> tools(JsonNode body) {
        List<String> names = new ArrayList<>();
        message(body).path("tool_calls").forEach(call -> names.add(text(call.at("/function/name"))));
        return names;
    }

    private static List<String> arguments(JsonNode body, String tool) {
        List<String> arguments = new ArrayList<>();
        for (JsonNode call : message(body).path("tool_calls")) {
            if (text(call.at("/function/name")).equals(tool)) {
                arguments.add(text(call.at("/function/arguments")));
            }
        }
        return arguments;
    }

    private static final class Part<T> extends TypeSafeDiagnosingMatcher<String> {
        private final String name;
        private final Function<JsonNode, T> part;
        private final Matcher<?> wanted;

        Part(String name, Function<JsonNode, T> part, Matcher<?> wanted) {
            this.name = name;
            this.part = part;
            this.wanted = wanted;
        }

        @Override
        protected boolean matchesSafely(String body, Description mismatch) {
            JsonNode tree = RepliedBody.completion(body);
            if (tree.isMissingNode()) {
                mismatch.appendText("was neither JSON nor a stream: ").appendValue(body);
                return false;
            }
            if (!message(tree).isObject()) {
                mismatch.appendText("was neither a completion nor a Response: ").appendValue(body);
                return false;
            }
            T actual = part.apply(tree);
            mismatch.appendText(name + " ");
            wanted.describeMismatch(actual, mismatch);
            return wanted.matches(actual);
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("a completion with " + name + " ").appendDescriptionOf(wanted);
        }
    }
}
