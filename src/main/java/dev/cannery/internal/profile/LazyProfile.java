package dev.cannery.internal.profile;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A profile that is made at its first use. Thread-safe. */
final class LazyProfile implements Supplier<Profile> {
    private final Supplier<Profile> source;
    private @Nullable Profile made;

    LazyProfile(Supplier<Profile> source) {
        this.source = source;
    }

    @Override
    public synchronized Profile get() {
        Profile profile = made;
        if (profile == null) {
            profile = source.get();
            made = profile;
        }
        return profile;
    }

    /** Returns the profile with a change that is made when it is first used. */
    LazyProfile with(UnaryOperator<Profile> change) {
        return new LazyProfile(() -> change.apply(get()));
    }
}
