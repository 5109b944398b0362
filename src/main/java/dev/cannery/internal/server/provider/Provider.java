package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.AnswerHeaders;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.ErrorLayout;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A provider as the server plays it.
 *
 * @param profile the profile of the provider
 * @param anonymous the headers of errors before the account is known
 * @param headers the headers of its completions
 */
public record Provider(Profile profile, ProviderHeaders anonymous, ProviderHeaders headers) {
    private static final String LIMITS = "x-ratelimit-";

    /**
     * Returns the provider of a profile.
     *
     * @param isLimited whether the server enforces rate limits, which replace the profile's static rate-limit headers
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

    /** Returns the default provider. */
    public static Provider standard() {
        return of(ProfileReader.read(Profile.DEFAULT), false);
    }

    /** Returns the style of its responses. */
    public AnswerStyle style() {
        return profile.style();
    }

    /** Returns the headers of its errors with a status. */
    public ProviderHeaders errorHeaders(int status) {
        ErrorLayout.Headers form = style().errorForm(status).headers();
        if (!form.account()) {
            return form.processing() ? anonymous.timed(style().headers().processing()) : anonymous;
        }
        return form.limits() ? headers : headers.without(LIMITS);
    }

    /** Renders an error in the provider's form. */
    public RenderedResponse render(ApiError error) {
        return ResponseRenderer.renderError(error, style());
    }
}
