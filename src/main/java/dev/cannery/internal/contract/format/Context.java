package dev.cannery.internal.contract.format;

import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The context of the contract being read: the files that it may refer to, and the errors of its provider. */
final class Context {
    private final ReferencedFileReader files;
    private final Supplier<ErrorCatalogue> reading;
    private @Nullable ErrorCatalogue errors;

    private Context(ReferencedFileReader files, Supplier<ErrorCatalogue> reading) {
        this.files = files;
        this.reading = reading;
    }

    /** Returns the context of a contract on this provider. */
    static Context of(ReferencedFileReader files, String provider) {
        return new Context(files, () -> errorsOf(provider));
    }

    /** Returns the context of a contract with these named errors. */
    static Context of(ReferencedFileReader files, ErrorCatalogue errors) {
        return new Context(files, () -> errors);
    }

    ReferencedFileReader files() {
        return files;
    }

    /** Returns the errors that the contract can name. The profile is read on first use. */
    ErrorCatalogue errors() {
        ErrorCatalogue known = errors;
        if (known == null) {
            known = reading.get();
            errors = known;
        }
        return known;
    }

    /** Returns a provider's errors. An unknown provider is reported at the key that names it, so not here again. */
    private static ErrorCatalogue errorsOf(String provider) {
        try {
            return ProfileReader.find(provider).style().errors();
        } catch (SourceProblemsException e) {
            return ProfileReader.read(Profile.DEFAULT).style().errors();
        }
    }
}
