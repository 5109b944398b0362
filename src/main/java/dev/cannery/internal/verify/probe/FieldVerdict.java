package dev.cannery.internal.verify.probe;

import dev.cannery.internal.wire.Secrets;

/**
 * The treatment of one request field by a provider.
 *
 * @param field the field
 * @param treatment the treatment
 * @param how how this was determined
 * @param isWrongValueTaken whether the verdict rests only on an accepted wrong value, which is weaker than a missing effect
 */
public record FieldVerdict(String field, Treatment treatment, String how, boolean isWrongValueTaken) {
    public FieldVerdict {
        how = Secrets.redact(how);
    }

    /** Creates a verdict that does not rest on an accepted wrong value. */
    public FieldVerdict(String field, Treatment treatment, String how) {
        this(field, treatment, how, false);
    }

    /** Returns the verdict on a field of which the provider silently accepts a wrong value. */
    public static FieldVerdict ofWrongValueTaken(String field, String value) {
        return new FieldVerdict(field, Treatment.IGNORED, value + " is accepted without an error", true);
    }

    /** The ways in which a provider can treat a field. */
    public enum Treatment {
        /** The field has its effect, or is at least validated. */
        HONOURED,
        /** The response repeats the value, so it was read; nothing shows that it was used. */
        ECHOED,
        /** The response is as if the field were missing. */
        IGNORED,
        /** A valid request with the field is refused. */
        REFUSED,
        /** The treatment could not be determined. */
        UNTRIED
    }
}
