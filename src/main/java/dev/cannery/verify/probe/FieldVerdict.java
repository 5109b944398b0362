package dev.cannery.verify.probe;

/**
 * What a provider does with one field of a request.
 *
 * @param field the field
 * @param treatment what it does
 * @param how how that was judged
 */
public record FieldVerdict(String field, Treatment treatment, String how) {
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
