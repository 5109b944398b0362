package dev.cannery.internal.record;

import dev.cannery.internal.contract.format.RequestForm;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options that decide how recorded calls become contracts.
 *
 * @param file the name of the file without its extension, which is also the contract's name
 * @param name the name of the interactions; null to derive each from its prompt
 * @param profile the profile of the provider; null to recognize it by its answers
 * @param match the fields of a request on which interactions have rules
 * @param isExact whether every field of a request becomes a rule
 * @param isRaw whether answers are stored as they were sent, in stubs
 * @param isTimed whether the measured waits of streams are stored
 * @param hasErrors whether error responses are recorded
 * @param redactions additional texts to redact
 * @param secrets values that must not be in any file
 */
public record RecordingOptions(
        String file,
        @Nullable String name,
        @Nullable String profile,
        Set<String> match,
        boolean isExact,
        boolean isRaw,
        boolean isTimed,
        boolean hasErrors,
        List<Pattern> redactions,
        List<String> secrets) {
    static final String PROMPT = RequestForm.PROMPT.word();
    static final String SYSTEM = RequestForm.SYSTEM.word();
    static final String TOOL_RESULTS = RequestForm.TOOL_RESULTS.word();
    static final String TOOLS = "tools";
    static final String RESPONSE_FORMAT = "response_format";
    static final String MODEL = "model";

    /** The fields on which interactions have rules by default. */
    public static final Set<String> USUAL_MATCH = Set.of(PROMPT, SYSTEM, TOOLS, RESPONSE_FORMAT, MODEL, TOOL_RESULTS);

    public RecordingOptions {
        match = Set.copyOf(match);
        redactions = List.copyOf(redactions);
        secrets = List.copyOf(secrets);
    }

    /** Returns the usual options for a file. */
    public static RecordingOptions of(String file) {
        return new RecordingOptions(file, null, null, USUAL_MATCH, false, false, true, false, List.of(), List.of());
    }

    /** Returns the same options for another file. */
    public RecordingOptions in(String otherFile) {
        return new RecordingOptions(
                otherFile, name, profile, match, isExact, isRaw, isTimed, hasErrors, redactions, secrets);
    }

    /** Returns the same options with this name of the interactions. */
    public RecordingOptions named(@Nullable String other) {
        return new RecordingOptions(
                file, other, profile, match, isExact, isRaw, isTimed, hasErrors, redactions, secrets);
    }

    /** Returns the same options with this profile. */
    public RecordingOptions withProfile(@Nullable String other) {
        return new RecordingOptions(file, name, other, match, isExact, isRaw, isTimed, hasErrors, redactions, secrets);
    }

    /** Returns the same options with these rules: the fields, or all of them. */
    public RecordingOptions matching(Set<String> fields, boolean exact) {
        return new RecordingOptions(file, name, profile, fields, exact, isRaw, isTimed, hasErrors, redactions, secrets);
    }

    /** Returns the same options with another choice of what is stored of an answer. */
    public RecordingOptions storing(boolean raw, boolean timed, boolean errors) {
        return new RecordingOptions(file, name, profile, match, isExact, raw, timed, errors, redactions, secrets);
    }

    /** Returns the same options with these texts and values to redact. */
    public RecordingOptions redacting(List<Pattern> patterns, List<String> values) {
        return new RecordingOptions(file, name, profile, match, isExact, isRaw, isTimed, hasErrors, patterns, values);
    }
}
