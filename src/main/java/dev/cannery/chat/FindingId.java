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
    UNMENTIONED("C106"),
    /** A contract file that cannot be read as one. */
    CONTRACT("C601"),
    /** A canned answer is no JSON where the request asks for JSON. */
    ANSWER_NOT_JSON("C602"),
    /** A canned answer does not conform to the schema that the request names. */
    ANSWER_BREAKS_SCHEMA("C603"),
    /** A canned tool call names a tool that is not offered. */
    TOOL_NOT_OFFERED("C604"),
    /** The arguments of a canned tool call do not fit the function's parameters. */
    ARGUMENTS_DO_NOT_FIT("C605"),
    /** A canned finish reason contradicts the answer. */
    FINISH_REASON("C606"),
    /** The arguments of a canned tool call are no JSON: on purpose, or by mistake. */
    BROKEN_ARGUMENTS("C607"),
    /** A template of a canned answer cannot be filled in. */
    TEMPLATE("C608"),
    /** An answer is marked as a template and has no tag, or has one and is not marked. */
    TEMPLATE_OR_NOT("C609"),
    /** An interaction can never answer, since an earlier one matches whenever it does. */
    SHADOWED("C610"),
    /** A rule that holds of every request. */
    ALWAYS_HOLDS("C611"),
    /** A rule on a field that the API calls deprecated. */
    DEPRECATED_FIELD("C612"),
    /** An interaction that cannot be put to a provider, since no request can be built from its rules. */
    NO_EXAMPLE("C613"),
    /** Two interactions of one contract have one name. */
    DUPLICATE_NAME("C614"),
    /** A turn of a conversation that can never be reached, since the one before it is only answered with errors. */
    UNREACHABLE_TURN("C615");

    private final String code;

    FindingId(String code) {
        this.code = code;
    }

    /** The code that people see, as {@code C101}. */
    public String code() {
        return code;
    }
}
