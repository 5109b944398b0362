package dev.cannery.internal.verify.probe;

import dev.cannery.internal.wire.Secrets;

/**
 * What a provider does with one field of a request.
 *
 * @param field the field
 * @param treatment what it does
 * @param how how that was judged
 * @param isWrongValueTaken whether all that is known is that a wrong value is taken, which says less than that an effect is
 *     missing
 */
public record FieldVerdict(String field, Treatment treatment, String how, boolean isWrongValueTaken) {
    public FieldVerdict {
        how = Secrets.redact(how);
    }

    /** One that is not judged by a wrong value that is taken. */
    public FieldVerdict(String field, Treatment treatment, String how) {
        this(field, treatment, how, false);
    }

    /** One that is judged by a wrong value, which the provider takes without a word. */
    public static FieldVerdict ofWrongValueTaken(String field, String value) {
        return new FieldVerdict(field, Treatment.IGNORED, value + " is taken without a word", true);
    }

    /** What a provider can do with a field. */
    public enum Treatment {
        /** It does what the field says, or at least reads it. */
        HONOURED,
        /** It answers as if the field were not there. */
        IGNORED,
        /** It refuses a sound request that has the field. */
        REFUSED,
        /** It could not be found out. */
        UNTRIED
    }
}
