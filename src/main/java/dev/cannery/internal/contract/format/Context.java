package dev.cannery.internal.contract.format;

import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What surrounds the contract that is being read: the files that it may name, and the errors of its provider. */
final class Context {
    private final ReferencedFileReader files;
    private final Supplier<ErrorCatalogue> reading;
    private @Nullable ErrorCatalogue errors;

    private Context(ReferencedFileReader files, Supplier<ErrorCatalogue> reading) {
        this.files = files;
        this.reading = reading;
    }

    /** The context of a contract on this provider. */
    static Context of(ReferencedFileReader files, String provider) {
        return new Context(files, () -> errorsOf(provider));
    }

    /** The context of a contract that names these errors. */
    static Context of(ReferencedFileReader files, ErrorCatalogue errors) {
        return new Context(files, () -> errors);
    }

    ReferencedFileReader files() {
        return files;
    }

    /** The errors that the contract can name; the profile is read when the first is named. */
    ErrorCatalogue errors() {
        ErrorCatalogue known = errors;
        if (known == null) {
            known = reading.get();
            errors = known;
        }
        return known;
    }

    /** An unknown provider is reported by the key that names it, so it is not reported here again. */
    private static ErrorCatalogue errorsOf(String provider) {
        try {
            return ProfileReader.find(provider).style().errors();
        } catch (SourceProblemsException e) {
            return ProfileReader.read(Profile.DEFAULT).style().errors();
        }
    }
}
