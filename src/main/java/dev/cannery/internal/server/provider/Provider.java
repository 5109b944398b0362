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

/** A provider as a server plays it: its profile, and its headers ready to be sent. */
public final class Provider {

    private static final String LIMITS = "x-ratelimit-";

    private final Profile profile;
    private final Head anonymous;
    private final Head account;

    private Provider(Profile profile, Head anonymous, Head account) {
        this.profile = profile;
        this.anonymous = anonymous;
        this.account = account;
    }

    /**
     * The provider of this profile.
     *
     * @param isLimited whether rate limits are kept, so that the profile's own words on them would lie
     */
    static Provider of(Profile profile, boolean isLimited) {
        AnswerHeaders headers = profile.style().headers();
        Map<String, String> always = new LinkedHashMap<>();
        put(headers.always().constant(), false, always);
        Map<String, String> account = new LinkedHashMap<>(always);
        put(headers.account().constant(), isLimited, account);
        return new Provider(
                profile,
                new Head(always, Map.of(), false, null),
                new Head(account, Map.of(), true, headers.processing()));
    }

    /** The provider that is meant when nobody says another. */
    public static Provider standard() {
        return of(ProfileReader.read(Profile.DEFAULT), false);
    }

    private static void put(Map<String, String> headers, boolean isLimited, Map<String, String> fields) {
        headers.forEach((name, value) -> {
            if (!isLimited || !name.startsWith(LIMITS)) {
                fields.put(name, value);
            }
        });
    }

    /** What it accepts. */
    public Profile profile() {
        return profile;
    }

    /** How its answers look. */
    public AnswerStyle style() {
        return profile.style();
    }

    /** The headers of its completions. */
    public Head head() {
        return account;
    }

    /** The headers of its errors of that status. */
    public Head errorHead(int status) {
        return style().errorForm(status).accountHeaders() ? account : anonymous;
    }

    /** An error in its form. */
    public RenderedResponse render(ApiError error) {
        return ResponseRenderer.renderError(error, style());
    }
}
