package dev.cannery.internal.profile.sign;

import java.util.List;

/**
 * The provider that responses look like.
 *
 * @param profile the name of its profile
 * @param version the version of the server, empty if the responses do not name it
 * @param strength how much the signs prove
 * @param because the signs, in words
 */
public record Recognition(String profile, String version, Sign.Strength strength, List<String> because) {
    private static final int SIGNS_SHOWN = 3;

    public Recognition {
        because = List.copyOf(because);
    }

    /**
     * Returns it in a sentence: {@code looks like vllm 0.24.0 (system_fingerprint vllm-0.24.0-tp4-6d31f84d)}. Of weak signs it
     * says {@code may be}.
     */
    public String sentence() {
        String signs = String.join(", ", because.subList(0, Math.min(SIGNS_SHOWN, because.size())));
        return (strength == Sign.Strength.WEAK ? "may be " : "looks like ") + profile
                + (version.isEmpty() ? "" : " " + version) + " (" + signs + ")";
    }
}
