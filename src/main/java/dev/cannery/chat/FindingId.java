package dev.cannery.chat;

/** The stable name of a kind of finding; the same in the mock's miss, a failed test, a page and a report. */
public enum FindingId {
    /** A value differs from the one that was expected. */
    VALUE("C101"),
    /** A value has another JSON type than the expected one. */
    TYPE("C102"),
    /** A number, size or count lies outside its range. */
    RANGE("C103"),
    /** A field that must be there is not. */
    MISSING("C104"),
    /** A field that must not be there is. */
    PRESENT("C105"),
    /** A field is there that no rule mentions. */
    UNMENTIONED("C106");

    private final String code;

    FindingId(String code) {
        this.code = code;
    }

    /** The code that people see, as {@code C101}. */
    public String code() {
        return code;
    }
}
