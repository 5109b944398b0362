package dev.cannery.junit;

import dev.cannery.internal.source.SourceLocation;
import java.util.Set;

/** Finds the line of a test that calls the mock. */
final class CallSite {
    private CallSite() {}

    /** Returns the location of the nearest caller outside of these classes. */
    static SourceLocation find(Class<?>... ours) {
        Set<String> skipped = Set.of(
                CallSite.class.getName(),
                ours[0].getName(),
                ours.length > 1 ? ours[1].getName() : ReplyBuilder.class.getName());
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> skipped.stream()
                                        .noneMatch(own -> frame.getClassName().startsWith(own))
                                && !frame.getClassName().startsWith("java."))
                        .findFirst())
                .filter(frame -> frame.getFileName() != null)
                .map(frame -> new SourceLocation(frame.getFileName(), Math.max(0, frame.getLineNumber()), 0))
                .orElse(SourceLocation.CODE);
    }
}
