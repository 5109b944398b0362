package dev.cannery.it.dialects;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** What came of a scenario, in one plain phrase: {@code ok}, or what breaks. */
final class Outcome {
    static final String OK = "ok";

    private static final int LONGEST = 240;

    private Outcome() {}

    /** Compares a text with the canned one. */
    static String text(String expected, String actual) {
        if (expected.equals(actual)) {
            return OK;
        }
        if (actual == null || actual.isEmpty()) {
            return "returns no text";
        }
        return "returns the text " + quoted(actual);
    }

    /** Compares calls with those of {@code get_weather} for these cities. */
    static String calls(List<String> cities, List<DialectClient.Call> actual) {
        if (actual == null || actual.isEmpty()) {
            return "returns no call";
        }
        if (actual.size() != cities.size()) {
            return "returns " + (actual.size() == 1 ? "1 call" : actual.size() + " calls") + " instead of "
                    + cities.size() + ": " + shown(actual);
        }
        for (int i = 0; i < cities.size(); i++) {
            DialectClient.Call call = actual.get(i);
            if (!"get_weather".equals(call.name())) {
                return "returns a call of " + quoted(String.valueOf(call.name()));
            }
            if (!("{\"city\":\"" + cities.get(i) + "\"}").equals(String.valueOf(call.arguments()).replace(" ", ""))) {
                return "returns a call with the arguments " + quoted(String.valueOf(call.arguments()));
            }
        }
        return Set.copyOf(actual.stream().map(call -> String.valueOf(call.id())).toList()).size() < actual.size()
                ? "returns calls with the same id"
                : OK;
    }

    private static String shown(List<DialectClient.Call> calls) {
        return calls.stream()
                .map(call -> call.name() + "(" + call.arguments() + ")")
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    static String invoice(DialectClient.Invoice actual) {
        return new DialectClient.Invoice("INV-42", 99.5).equals(actual) ? OK : "returns " + actual;
    }

    /** Expects an exception that has the words of the provider somewhere in it. */
    static String refusal(String words, Supplier<String> request) {
        String answer;
        try {
            answer = request.get();
        } catch (Throwable thrown) {
            return trace(thrown).contains(words) ? OK : "the words of the error are lost: " + of(thrown);
        }
        return answer == null || answer.isEmpty() ? "no error, and no text" : "no error, and the text " + quoted(answer);
    }

    private static String trace(Throwable thrown) {
        StringBuilder texts = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            texts.append(each.getMessage()).append('\n');
        }
        return texts.toString();
    }

    /** Describes an exception without what differs from run to run. */
    static String of(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException
                        || cause.getClass() == RuntimeException.class)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
        message = message.replaceAll("0x[0-9a-f]+|@[0-9a-f]{5,}", "@…")
                .replaceAll("localhost:\\d+|127\\.0\\.0\\.1:\\d+", "the server")
                .replaceAll("/scope/[0-9a-f]+", "");
        return "fails with " + cause.getClass().getSimpleName() + ": " + cut(message);
    }

    private static String quoted(String text) {
        return '"' + cut(text.replace("\n", "\\n").replace("\t", "\\t")) + '"';
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
