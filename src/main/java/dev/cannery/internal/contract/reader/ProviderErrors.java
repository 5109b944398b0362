package dev.cannery.internal.contract.reader;

import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.InvalidFilesException;
import org.jspecify.annotations.Nullable;

/** The errors that a contract can name: those of its provider, read when the first is named. */
final class ProviderErrors {
    /** The provider of a contract that names none. */
    private final String provider;

    private @Nullable ErrorCatalogue catalogue;

    ProviderErrors(String provider) {
        this.provider = provider;
    }

    ErrorCatalogue catalogue() {
        if (catalogue == null) {
            catalogue = read();
        }
        return catalogue;
    }

    /** An unknown provider is said by whoever asks it to judge a request: here it would be said a second time. */
    private ErrorCatalogue read() {
        try {
            return ProfileReader.find(provider).style().errors();
        } catch (InvalidFilesException e) {
            return ProfileReader.read(Profile.DEFAULT).style().errors();
        }
    }
}
