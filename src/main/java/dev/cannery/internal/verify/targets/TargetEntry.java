package dev.cannery.internal.verify.targets;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.source.SourceLocation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A target as a file describes it, while it is read. */
final class TargetEntry {
    final SourceLocation at;
    String url = "";

    @Nullable
    String keyName;

    String keyHeader = "authorization";

    @Nullable
    String model;

    String profile = Profile.DEFAULT;
    final Map<String, String> headers = new LinkedHashMap<>();

    @Nullable
    Set<String> capabilities;

    final Set<String> states = new HashSet<>();

    TargetEntry(SourceLocation at) {
        this.at = at;
    }
}
