package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.AnswerHeaders;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A provider as a server plays it.
 *
 * @param profile what it accepts and how it answers
 * @param anonymous the headers of errors that do not describe the account
 * @param headers the headers of its completions
 */
public record Provider(Profile profile, ProviderHeaders anonymous, ProviderHeaders headers) {
    private static final String LIMITS = "x-ratelimit-";

    /**
     * Returns the provider of a profile.
     *
     * @param isLimited whether the server enforces rate limits, so that the profile's own rate-limit headers would be wrong
     */
    static Provider of(Profile profile, boolean isLimited) {
        AnswerHeaders headers = profile.style().headers();
        Map<String, String> always = new LinkedHashMap<>(headers.always().constant());
        Map<String, String> account = new LinkedHashMap<>(always);
        headers.account().constant().forEach((name, value) -> {
            if (!isLimited || !name.startsWith(LIMITS)) {
                account.put(name, value);
            }
        });
        return new Provider(
                profile,
                ProviderHeaders.constant(always, false, null),
                ProviderHeaders.constant(account, true, headers.processing()));
    }

    /** Returns the provider that is played where no contract names another. */
    public static Provider standard() {
        return of(ProfileReader.read(Profile.DEFAULT), false);
    }

    /** Returns how its responses look. */
    public AnswerStyle style() {
        return profile.style();
    }

    /** Returns the headers of its errors of a status. */
    public ProviderHeaders errorHeaders(int status) {
        return style().errorForm(status).accountHeaders() ? headers : anonymous;
    }

    /** Renders an error in the provider's form. */
    public RenderedResponse render(ApiError error) {
        return ResponseRenderer.renderError(error, style());
    }
}
