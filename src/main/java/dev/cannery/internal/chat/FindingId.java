package dev.cannery.internal.chat;

/** The stable name of a kind of finding; the same in the mock's miss, a failed test, a page and a report. */
public enum FindingId {
    /** The provider cannot be reached: no such host, no connection, no trust. */
    UNREACHABLE("C001"),
    /** No byte of an answer came in time. */
    NO_ANSWER("C002"),
    /** An answer began and then nothing more came. */
    STALLED("C003"),
    /** The connection ended before the answer did. */
    BROKEN_OFF("C004"),
    /** An answer's status is not the one that its request asks for. */
    STATUS("C005"),
    /** An answer's content type does not say what its body is. */
    CONTENT_TYPE("C006"),
    /** A body is no JSON object. */
    BODY_NOT_JSON("C007"),
    /** A line of a stream is none of server-sent events. */
    SSE_FRAMING("C008"),
    /** An event of a stream holds no JSON object. */
    EVENT_NOT_JSON("C009"),
    /** A body is no UTF-8. */
    NOT_UTF8("C010"),
    /** An answer is larger than what is read. */
    TOO_LARGE("C011"),
    /** A stream holds an error instead of its end. */
    ERROR_IN_STREAM("C012"),
    /** An answer is streamed that should be whole, or whole that should be streamed. */
    FORM("C013"),
    /** The provider refuses this caller whatever he asks: his key, or his quota. */
    CALLER_REFUSED("C014"),
    /** Not the API answers, but something at its place: a redirect, a page, a gateway, a server without such a path. */
    NOT_THE_API("C015"),
    /** An object of an answer names a member twice. */
    REPEATED_KEY("C016"),
    /** A line of a stream begins with {@code data:} and no space after it. */
    DATA_WITHOUT_SPACE("C017"),
    /** A stream has comment lines. */
    COMMENT_LINE("C018"),
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
    /** A value of an answer is none of those that the schema allows. */
    ANSWER_VALUE("C201"),
    /** A value of an answer has another JSON type than the schema's. */
    ANSWER_TYPE("C202"),
    /** A number of an answer lies outside the schema's range. */
    ANSWER_RANGE("C203"),
    /** A member that the schema requires is missing in an answer. */
    ANSWER_MISSING("C204"),
    /** A list of an answer is empty where the API leaves the member out. */
    ANSWER_EMPTY("C205"),
    /** There are more or fewer choices than asked for. */
    CHOICE_COUNT("C301"),
    /** The indexes of choices do not count from 0. */
    CHOICE_INDEX("C302"),
    /** Token counts do not add up. */
    USAGE_SUM("C303"),
    /** A finish reason contradicts what was answered. */
    ANSWERED_REASON("C304"),
    /** A tool is called that was not offered. */
    CALLED_UNOFFERED("C305"),
    /** The arguments of a call are no JSON. */
    CALLED_NOT_JSON("C306"),
    /** The arguments of a call do not fit the function's parameters. */
    CALLED_DO_NOT_FIT("C307"),
    /** A text is no JSON where the request asks for JSON. */
    CONTENT_NOT_JSON("C308"),
    /** A text breaks the schema that the request asks for. */
    CONTENT_BREAKS_SCHEMA("C309"),
    /** A text holds a sequence at which it should have stopped. */
    STOP_IGNORED("C310"),
    /** An answer is longer than its limit. */
    LIMIT_IGNORED("C311"),
    /** Log probabilities are missing, or are there unasked. */
    LOGPROBS_IGNORED("C312"),
    /** Several calls where the request allows one. */
    PARALLEL_CALLS("C313"),
    /** A refusal that also answers. */
    REFUSAL_ANSWERS("C314"),
    /** No call, or one of another tool, where the request demands one. */
    CALL_DEMANDED("C315"),
    /** A call where the request forbids them. */
    CALL_FORBIDDEN("C316"),
    /** The ids of calls are empty or not unique. */
    CALL_IDS("C317"),
    /** A message that says nothing. */
    EMPTY_ANSWER("C318"),
    /** An answer of another kind than the contract's: a text, calls, a refusal, an error. */
    KIND("C319"),
    /** Log probabilities that are not those of the text. */
    LOGPROBS_WRONG("C320"),
    /** A call without arguments has an empty text or null in place of an empty object. */
    NO_ARGUMENTS("C321"),
    /** A stream without {@code [DONE]}. */
    NO_DONE("C401"),
    /** Something follows {@code [DONE]}. */
    AFTER_DONE("C402"),
    /** A choice does not begin with its role, or changes it. */
    ROLE("C403"),
    /** The id, model or time of creation changes in the middle of a stream. */
    CHUNK_IDENTITY("C404"),
    /** A piece of a tool call does not say which call it is a part of. */
    CALL_PIECE_INDEX("C405"),
    /** A choice has no finish reason, or several. */
    FINISH_COUNT("C406"),
    /** A piece of a choice after its finish reason. */
    AFTER_FINISH("C407"),
    /** The chunk of usage is missing, doubled, unasked or not the last. */
    USAGE_CHUNK("C408"),
    /** The first chunk came too late. */
    FIRST_LATE("C409"),
    /** Two chunks are too far apart. */
    GAP("C410"),
    /** The first piece of a tool call lacks its id, type or name. */
    CALL_HEAD("C411"),
    /** A stream without any chunk. */
    NO_CHUNKS("C412"),
    /** A chunk that tells nothing: no choice, no usage, nothing of a filter. */
    EMPTY_CHUNK("C413"),
    /** A piece of a tool call bears another id than the call began with. */
    CALL_CHANGED("C414"),
    /** The finish reason comes in the same piece as text or a call. */
    FINISH_WITH_PIECE("C415"),
    /** A wrong request is answered as if it were right. */
    FAULT_ACCEPTED("C501"),
    /** A wrong request is refused with a status of another kind. */
    ERROR_STATUS("C502"),
    /** The body of an error has not the provider's shape. */
    ERROR_SHAPE("C503"),
    /** The body of an error is not declared as JSON. */
    ERROR_CONTENT_TYPE("C504"),
    /** An error names another code or field than the profile's. */
    ERROR_WORDS("C505"),
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
    UNREACHABLE_TURN("C615"),
    /** A request that is built to verify an interaction, which the contract's provider would refuse. */
    REFUSED_EXAMPLE("C616"),
    /** An interaction needs a capability of a name that is nearly a usual one. */
    UNUSUAL_CAPABILITY("C617"),
    /** A text stands in typographic quotes, which are a part of it. */
    QUOTES_IN_TEXT("C618"),
    /** A rule that holds of no request. */
    NEVER_HOLDS("C619"),
    /** A text that is compared letter by letter, and is written like a pattern or an operator. */
    PATTERN_IN_TEXT("C620"),
    /** A contract's own answer is not what it asks of providers. */
    OWN_ANSWER("C621"),
    /** A member of a stub most likely means another one. */
    STUB_MEMBER("C622"),
    /** A model that its provider shuts down soon, or has shut down. */
    ENDING_MODEL("C623"),
    /** An interaction answers with what only the mock can give, so that it is not put to providers. */
    ONLY_OF_MOCK("C624"),
    /** An interaction whose tool calls are given again when the tools' results come, so that an agent never ends. */
    ANSWERS_ITSELF("C625"),
    /** A text that holds JSON stands under a key that writes JSON itself, so it is sent in quotes. */
    JSON_IN_TEXT("C626"),
    /** A range that holds every number that the provider takes. */
    WIDE_RANGE("C627");

    private final String code;

    FindingId(String code) {
        this.code = code;
    }

    /** The code that people see, as {@code C101}. */
    public String code() {
        return code;
    }
}
