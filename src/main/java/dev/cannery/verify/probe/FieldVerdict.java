package dev.cannery.verify.probe;

/**
 * What a provider does with one field of a request.
 *
 * @param field the field
 * @param treatment what it does
 * @param how how that was judged
 */
public record FieldVerdict(String field, Treatment treatment, String how) {
    private static final String WRONG_TAKEN = " is taken without a word";

    /** One that is judged by a wrong value, which the provider takes without a word. */
    public static FieldVerdict ofWrongValueTaken(String field, String value) {
        return new FieldVerdict(field, Treatment.IGNORED, value + WRONG_TAKEN);
    }

    /** Whether all that is known is that a wrong value is taken, which says less than that an effect is missing. */
    public boolean isWrongValueTaken() {
        return treatment == Treatment.IGNORED && how.endsWith(WRONG_TAKEN);
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
