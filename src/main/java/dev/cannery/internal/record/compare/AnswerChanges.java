package dev.cannery.internal.record.compare;

import dev.cannery.FinishReason;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes what has changed in an answer since it was recorded: its shape, finish reason, usage, text and calls. */
public final class AnswerChanges {
    private AnswerChanges() {}

    /** Returns the changes, one a line, for people; empty if the answers do not differ. */
    public static List<String> between(CannedResponse recorded, CannedResponse now) {
        List<String> changes = new ArrayList<>();
        if (!shape(recorded).equals(shape(now))) {
            changes.add("shape: " + shape(recorded) + " → " + shape(now));
        }
        if (recorded instanceof CannedError before && now instanceof CannedError after) {
            error(before, after, changes);
        }
        if (!(recorded instanceof CannedCompletion before) || !(now instanceof CannedCompletion after)) {
            return changes;
        }
        CannedChoice one = before.choices().get(0);
        CannedChoice other = after.choices().get(0);
        if (finish(one) != finish(other)) {
            changes.add("finish reason: " + finish(one).wire() + " → "
                    + finish(other).wire());
        }
        usage(before.usage(), after.usage(), changes);
        text("text", one.content(), other.content(), changes);
        text("refusal", one.refusal(), other.refusal(), changes);
        text("reasoning", one.message().reasoning(), other.message().reasoning(), changes);
        calls(one.toolCalls(), other.toolCalls(), changes);
        return changes;
    }

    private static void error(CannedError before, CannedError after, List<String> changes) {
        if (before.error().status() != after.error().status()) {
            changes.add(
                    "status: " + before.error().status() + " → " + after.error().status());
        }
        text("message", before.error().message(), after.error().message(), changes);
    }

    private static String shape(CannedResponse response) {
        if (response instanceof CannedError) {
            return "an error";
        }
        if (response instanceof CannedBody) {
            return "a body that is no completion";
        }
        if (!(response instanceof CannedCompletion completion)) {
            return "another response";
        }
        CannedChoice choice = completion.choices().get(0);
        List<String> parts = new ArrayList<>();
        if (choice.content() != null && !choice.content().isEmpty()) {
            parts.add("text");
        }
        if (choice.refusal() != null) {
            parts.add("a refusal");
        }
        if (!choice.toolCalls().isEmpty() || choice.message().functionCall() != null) {
            parts.add("calls");
        }
        String shape = parts.isEmpty() ? "nothing" : String.join(" and ", parts);
        int choices = completion.choices().size();
        return choices == 1 ? shape : choices + " choices of " + shape;
    }

    private static FinishReason finish(CannedChoice choice) {
        FinishReason reason = choice.finishReason();
        if (reason != null) {
            return reason;
        }
        return choice.toolCalls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    }

    private static void usage(@Nullable CannedUsage before, @Nullable CannedUsage after, List<String> changes) {
        if (before != null && after != null) {
            count("prompt tokens", before.promptTokens(), after.promptTokens(), changes);
            count("completion tokens", before.completionTokens(), after.completionTokens(), changes);
        }
    }

    private static void count(String what, int before, int after, List<String> changes) {
        if (before != after) {
            changes.add(what + ": " + before + " → " + after);
        }
    }

    private static void text(String what, @Nullable String before, @Nullable String after, List<String> changes) {
        if (before != null && after != null && !before.equals(after)) {
            changes.add(what + ": " + TextChange.words(before, after));
        }
    }

    private static void calls(List<CannedToolCall> before, List<CannedToolCall> after, List<String> changes) {
        List<String> names = names(before);
        List<String> others = names(after);
        if (!names.equals(others)) {
            changes.add("calls: " + names + " → " + others);
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!Objects.equals(before.get(i).arguments(), after.get(i).arguments())) {
                changes.add("arguments of " + names.get(i) + ": "
                        + TextChange.words(
                                String.valueOf(before.get(i).arguments()),
                                String.valueOf(after.get(i).arguments())));
            }
        }
    }

    private static List<String> names(List<CannedToolCall> calls) {
        return calls.stream().map(CannedToolCall::name).collect(Collectors.toList());
    }
}
