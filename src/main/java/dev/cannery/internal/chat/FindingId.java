package dev.cannery.internal.chat;

/** The stable ids of findings, used in the mock's misses, failed tests, pages and reports. */
public enum FindingId {
    /** The provider cannot be reached: unknown host, no connection, or an untrusted certificate. */
    UNREACHABLE("C001"),
    /** No byte of a response arrived in time. */
    NO_ANSWER("C002"),
    /** A response began, then nothing more arrived. */
    STALLED("C003"),
    /** The connection ended before the response was complete. */
    BROKEN_OFF("C004"),
    /** The status is not the expected one. */
    STATUS("C005"),
    /** The content type does not match the body. */
    CONTENT_TYPE("C006"),
    /** A body is not a JSON object. */
    BODY_NOT_JSON("C007"),
    /** A line of a stream is not a server-sent event. */
    SSE_FRAMING("C008"),
    /** The data of an event is not a JSON object. */
    EVENT_NOT_JSON("C009"),
    /** A body is not UTF-8. */
    NOT_UTF8("C010"),
    /** A response exceeds the maximum size. */
    TOO_LARGE("C011"),
    /** A stream ends with an error. */
    ERROR_IN_STREAM("C012"),
    /** A response is streamed that should be whole, or the other way round. */
    FORM("C013"),
    /** The provider refuses this caller whatever the request: because of its key or its quota. */
    CALLER_REFUSED("C014"),
    /** The response is not from the API but from a redirect, a web page, a gateway, or a server without such a path. */
    NOT_THE_API("C015"),
    /** An object of a response has a duplicate member. */
    REPEATED_KEY("C016"),
    /** A line of a stream has no space after {@code data:}. */
    DATA_WITHOUT_SPACE("C017"),
    /** A stream has comment lines. */
    COMMENT_LINE("C018"),
    /** A value differs from the one that was expected. */
    VALUE("C101"),
    /** A value has another JSON type than the expected one. */
    TYPE("C102"),
    /** A number, size or count lies outside its range. */
    RANGE("C103"),
    /** A required field is missing. */
    MISSING("C104"),
    /** A forbidden field is present. */
    PRESENT("C105"),
    /** A field is present that no rule mentions. */
    UNMENTIONED("C106"),
    /** A value of a response is not one that the schema allows. */
    ANSWER_VALUE("C201"),
    /** A value of a response has another JSON type than in the schema. */
    ANSWER_TYPE("C202"),
    /** A number of a response is outside the schema's range. */
    ANSWER_RANGE("C203"),
    /** A response lacks a member that the schema requires. */
    ANSWER_MISSING("C204"),
    /** A list of a response is empty where the API omits the member. */
    ANSWER_EMPTY("C205"),
    /** The number of choices differs from the requested one. */
    CHOICE_COUNT("C301"),
    /** The indexes of the choices do not count from 0. */
    CHOICE_INDEX("C302"),
    /** Token counts do not add up. */
    USAGE_SUM("C303"),
    /** A finish reason contradicts the response. */
    ANSWERED_REASON("C304"),
    /** A tool is called that was not offered. */
    CALLED_UNOFFERED("C305"),
    /** The arguments of a call are not JSON. */
    CALLED_NOT_JSON("C306"),
    /** The arguments of a call do not fit the function's parameters. */
    CALLED_DO_NOT_FIT("C307"),
    /** A text is not JSON although the request asks for JSON. */
    CONTENT_NOT_JSON("C308"),
    /** A text does not conform to the schema that the request asks for. */
    CONTENT_BREAKS_SCHEMA("C309"),
    /** A text contains a sequence at which it should have stopped. */
    STOP_IGNORED("C310"),
    /** A response is longer than its limit. */
    LIMIT_IGNORED("C311"),
    /** Log probabilities are missing, or present without being requested. */
    LOGPROBS_IGNORED("C312"),
    /** There are several calls although the request allows only one. */
    PARALLEL_CALLS("C313"),
    /** A refusal comes together with a text or calls. */
    REFUSAL_ANSWERS("C314"),
    /** There is no call, or one of another tool, although the request forces one. */
    CALL_DEMANDED("C315"),
    /** There is a call although the request forbids calls. */
    CALL_FORBIDDEN("C316"),
    /** The ids of calls are empty or not unique. */
    CALL_IDS("C317"),
    /** A message is empty. */
    EMPTY_ANSWER("C318"),
    /** A response is of another kind than the contract's: a text, calls, a refusal, an error. */
    KIND("C319"),
    /** Log probabilities do not match the text. */
    LOGPROBS_WRONG("C320"),
    /** The arguments of a call are an empty text or null instead of an empty object. */
    NO_ARGUMENTS("C321"),
    /** The status of a Response, or of one of its items, contradicts the rest of it. */
    RESPONSE_STATUS("C322"),
    /** A Response does not repeat a field of the request as it was sent. */
    ECHO("C323"),
    /** An item of a Response has no id, or the id of another item. */
    ITEM_IDS("C324"),
    /** A stream ends without {@code [DONE]}. */
    NO_DONE("C401"),
    /** Something follows {@code [DONE]}. */
    AFTER_DONE("C402"),
    /** A choice does not begin with its role, or changes it. */
    ROLE("C403"),
    /** The id, model or time of creation changes in the middle of a stream. */
    CHUNK_IDENTITY("C404"),
    /** A fragment of a tool call does not state which call it belongs to. */
    CALL_PIECE_INDEX("C405"),
    /** A choice has no finish reason, or several. */
    FINISH_COUNT("C406"),
    /** A choice continues after its finish reason. */
    AFTER_FINISH("C407"),
    /** The usage chunk is missing, duplicate, not requested or not the last. */
    USAGE_CHUNK("C408"),
    /** The first chunk came too late. */
    FIRST_LATE("C409"),
    /** Two chunks are too far apart. */
    GAP("C410"),
    /** The first fragment of a tool call lacks its id, type or name. */
    CALL_HEAD("C411"),
    /** A stream has no chunks. */
    NO_CHUNKS("C412"),
    /** A chunk is empty: it has no choice, no usage and no filter results. */
    EMPTY_CHUNK("C413"),
    /** A fragment of a tool call has another id than the first one. */
    CALL_CHANGED("C414"),
    /** The finish reason comes in the same chunk as text or a call. */
    FINISH_WITH_PIECE("C415"),
    /** The name of an event is not its type. */
    EVENT_NAME("C416"),
    /** The events of a stream are not numbered from 0 without gaps. */
    SEQUENCE("C417"),
    /** The events of a stream do not come in the order of the API. */
    EVENT_ORDER("C418"),
    /** The fragments of a stream are not what its later events repeat. */
    EVENT_CONTENT("C419"),
    /** A stream has an event of a type that the API does not have. */
    UNKNOWN_EVENT("C420"),
    /** An invalid request is answered as if it were valid. */
    FAULT_ACCEPTED("C501"),
    /** An invalid request is refused with an unexpected status. */
    ERROR_STATUS("C502"),
    /** The body of an error does not have the provider's format. */
    ERROR_SHAPE("C503"),
    /** The body of an error is not declared as JSON. */
    ERROR_CONTENT_TYPE("C504"),
    /** An error has another code or param than in the profile. */
    ERROR_WORDS("C505"),
    /** A contract file is invalid. */
    CONTRACT("C601"),
    /** A canned response is not JSON although the request asks for JSON. */
    ANSWER_NOT_JSON("C602"),
    /** A canned response does not conform to the request's schema. */
    ANSWER_BREAKS_SCHEMA("C603"),
    /** A canned tool call names a tool that the request does not offer. */
    TOOL_NOT_OFFERED("C604"),
    /** The arguments of a canned tool call do not fit the function's parameters. */
    ARGUMENTS_DO_NOT_FIT("C605"),
    /** A canned finish reason contradicts the response. */
    FINISH_REASON("C606"),
    /** The arguments of a canned tool call are not JSON, on purpose or by mistake. */
    BROKEN_ARGUMENTS("C607"),
    /** A template of a canned response cannot be filled in. */
    TEMPLATE("C608"),
    /** A response is marked as a template but has no tag, or has a tag but is not marked. */
    TEMPLATE_OR_NOT("C609"),
    /** An interaction never answers, because an earlier one matches whenever it does. */
    SHADOWED("C610"),
    /** A rule holds for every request. */
    ALWAYS_HOLDS("C611"),
    /** A rule refers to a field that the API has deprecated. */
    DEPRECATED_FIELD("C612"),
    /** An interaction cannot be verified, because no request can be built from its rules. */
    NO_EXAMPLE("C613"),
    /** Two interactions of one contract have the same name. */
    DUPLICATE_NAME("C614"),
    /** A turn of a conversation cannot be reached, because the previous one is only answered with errors. */
    UNREACHABLE_TURN("C615"),
    /** The request built to verify an interaction would be refused by the contract's provider. */
    REFUSED_EXAMPLE("C616"),
    /** An interaction needs a capability whose name is similar to a usual one. */
    UNUSUAL_CAPABILITY("C617"),
    /** A text is in typographic quotes, which are part of it. */
    QUOTES_IN_TEXT("C618"),
    /** A rule holds for no request. */
    NEVER_HOLDS("C619"),
    /** A text that is compared literally looks like a pattern or an operator. */
    PATTERN_IN_TEXT("C620"),
    /** A contract's own response does not satisfy its rules for providers. */
    OWN_ANSWER("C621"),
    /** A member of a stub is most likely misspelled. */
    STUB_MEMBER("C622"),
    /** A rule or a request names a model that was shut down or will be soon. */
    ENDING_MODEL("C623"),
    /** An interaction has a response that only the mock can give, so it is not verified. */
    ONLY_OF_MOCK("C624"),
    /** An interaction repeats its tool calls when it gets their results, so that an agent never ends. */
    ANSWERS_ITSELF("C625"),
    /** A text with JSON is under a key that serializes JSON itself, so that it is sent in quotes. */
    JSON_IN_TEXT("C626"),
    /** A range includes every number that the provider accepts. */
    WIDE_RANGE("C627"),
    /** A canned response has a part that the requested endpoint does not have. */
    NOT_AT_ENDPOINT("C628");

    private final String code;

    FindingId(String code) {
        this.code = code;
    }

    /** Returns the code that people see, such as {@code C101}. */
    public String code() {
        return code;
    }
}
