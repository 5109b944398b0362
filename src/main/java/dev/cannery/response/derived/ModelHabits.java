package dev.cannery.response.derived;

/** What the answers of some models leave out, as recordings of the live API from August 2025 on show it. */
public final class ModelHabits {
    private ModelHabits() {}

    /** Whether the model names the backend that it ran on; otherwise the fingerprint is null. */
    public static boolean namesBackend(String model) {
        return !isLatest(model) && !model.startsWith("gpt-3.5") && !isFirstGpt4(model);
    }

    /** Whether a choice has {@code logprobs} also when nobody asked for them. */
    public static boolean alwaysHasLogprobs(String model) {
        return !isLatest(model) && !model.contains("audio");
    }

    /** From gpt-5 on. */
    private static boolean isLatest(String model) {
        return model.length() > 4 && model.startsWith("gpt-") && model.charAt(4) >= '5' && model.charAt(4) <= '9';
    }

    /** The models of that name before gpt-4-turbo was more than a preview. */
    private static boolean isFirstGpt4(String model) {
        return model.equals("gpt-4")
                || model.startsWith("gpt-4-0")
                || model.startsWith("gpt-4-1")
                || model.startsWith("gpt-4-32k")
                || (model.startsWith("gpt-4-") && model.endsWith("-preview"));
    }
}
