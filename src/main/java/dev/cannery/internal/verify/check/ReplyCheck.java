package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.ResponseValidator;
import dev.cannery.internal.contract.answer.SchemaCache;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.answer.AnswerTable;
import dev.cannery.internal.profile.answer.AnswerTables;
import dev.cannery.internal.profile.answer.Deviation;
import dev.cannery.internal.profile.answer.KnownFinding;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.responses.ResponseCheck;
import dev.cannery.internal.verify.responses.ResponseStream;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.stream.SseTranscript;
import dev.cannery.internal.verify.stream.StreamCheck;
import dev.cannery.internal.verify.stream.StreamEvent;
import dev.cannery.internal.verify.trait.ProfileForm;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what every valid response must satisfy: transport, schema, consistency and framing. Thread-safe. */
public final class ReplyCheck {
    private static final int OK = 200;
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final Set<String> RUNNING = Set.of("queued", "in_progress");
    private static final MissingNode NOTHING = MissingNode.getInstance();

    /** The findings on the form of responses; the others are on what they contain. */
    private static final Pattern ON_FORM = Pattern.compile("C01\\d|C2\\d\\d|C4\\d\\d|C303|C304|C317");

    private final AnswerTables tables;
    private final @Nullable ProfileForm form;
    private final Set<String> ignored;
    private final TermsCheck termsCheck = new TermsCheck(new ResponseValidator(new SchemaCache()));

    /** Creates a check against the response schema of a provider. */
    public ReplyCheck(AnswerTables tables) {
        this(tables, null, Set.of());
    }

    private ReplyCheck(AnswerTables tables, @Nullable ProfileForm form, Set<String> ignored) {
        this.tables = tables;
        this.form = form;
        this.ignored = ignored;
    }

    /** Returns a check that reports no trait of the form that the profile itself has, nor that a field is ignored which it ignores. */
    public static ReplyCheck of(Profile profile, ResponseRenderer renderer) {
        boolean isDialect = ProfileReader.dialects().contains(profile.name())
                || !ProfileReader.builtIn().contains(profile.name());
        boolean isUsual = profile.name().equals(Profile.DEFAULT);
        return new ReplyCheck(
                profile.answers(),
                isUsual || !isDialect ? null : new ProfileForm(renderer, profile.style()),
                profile.style().ignoredFields());
    }

    /** Reports everything that is wrong with the reply to a request that should succeed. */
    public ReplyContent success(ChatRequest sent, Reply reply, FindingList findings) {
        ChatRequest request = sent.without(ignored);
        FindingList found = new FindingList();
        ReplyContent understood = judge(request, reply, found);
        Set<String> traits = traits(request, reply, found);
        addUnknown(found, traits, name -> !request.field(name).isMissingNode(), understood.sample(), findings);
        return understood;
    }

    /** Returns the findings on the form that the same response has in the form of the profile, by their names. */
    private Set<String> traits(ChatRequest request, Reply reply, FindingList found) {
        boolean isOnForm = found.findings().stream().anyMatch(ReplyCheck::isOnForm);
        if (form == null || !isOnForm || reply.status() != OK || reply.failure() != null) {
            return Set.of();
        }
        FindingList traits = new FindingList();
        form.of(request, new String(reply.body(), StandardCharsets.UTF_8)).ifPresent(same -> {
            Reply.Arrival arrival = new Reply.Arrival(Duration.ZERO, same.getBytes(StandardCharsets.UTF_8));
            judge(request, new Reply(OK, reply.headers(), List.of(arrival), Duration.ZERO, null), traits);
        });
        return traits.findings().stream()
                .filter(ReplyCheck::isOnForm)
                .map(ReplyCheck::nameOf)
                .collect(Collectors.toSet());
    }

    private static boolean isOnForm(Finding finding) {
        return ON_FORM.matcher(finding.code()).matches();
    }

    /** Returns the finding's code and place, for each element of a list the same, and what is there. */
    private static String nameOf(Finding finding) {
        JsonNode actual = finding.mismatch().actual();
        boolean isWord = finding.code().equals(FindingId.ANSWER_VALUE.code());
        return finding.code() + " " + finding.mismatch().path().toString().replaceAll("\\[\\d+]", "[]") + " "
                + (isWord ? actual : actual.getNodeType());
    }

    /** Adds findings. Known deviations of the provider are dropped, or become warnings if only some clients tolerate them. */
    private void addUnknown(
            FindingList found, Set<String> traits, Predicate<String> isAsked, JsonNode sample, FindingList findings) {
        for (Finding finding : found.findings()) {
            Mismatch mismatch = finding.mismatch();
            Predicate<KnownFinding> describes =
                    known -> known.describes(mismatch.id(), mismatch.path(), mismatch.actual(), isAsked, sample);
            boolean isTrait = !traits.isEmpty() && traits.contains(nameOf(finding));
            if (!isTrait && tables.accepted().stream().noneMatch(describes)) {
                boolean isBorne = tables.tolerated().stream().anyMatch(describes);
                findings.add(isBorne ? Level.WARN : finding.level(), mismatch);
            }
        }
    }

    private ReplyContent judge(ChatRequest request, Reply reply, FindingList findings) {
        if (reply.status() != 0 && reply.status() != OK) {
            ReplyContent understood = refusal(reply, findings);
            JsonNode words = understood.error().isMissingNode()
                    ? IntNode.valueOf(reply.status())
                    : TextNode.valueOf(reply.status() + " " + understood.errorMessage());
            FindingId id = understood.refusesCaller() ? FindingId.CALLER_REFUSED : FindingId.STATUS;
            findings.fail(id, STATUS, StatusWords.of(request.endpoint(), reply, understood), words);
            return understood;
        }
        failure(reply.failure(), findings);
        if (reply.status() == 0) {
            return new ReplyContent(0, NOTHING, NOTHING, ReplyContent.NO_EVENTS);
        }
        boolean isStream = reply.isStream();
        if (isStream != request.wantsStream()) {
            TextNode type = TextNode.valueOf(reply.header("content-type"));
            String expected = request.wantsStream() ? "text/event-stream, as stream requests" : "application/json";
            FindingId id = isStream || reply.object().isObject() ? FindingId.FORM : FindingId.CONTENT_TYPE;
            findings.fail(id, BodyReading.CONTENT_TYPE, expected, type);
        }
        boolean readsStream =
                isStream || (request.wantsStream() && !reply.object().isObject());
        return readsStream ? streamed(request, reply, findings) : whole(request, reply, findings);
    }

    /** Reports what is wrong with the body of an error. */
    public ReplyContent error(Reply reply, FindingList findings) {
        FindingList found = new FindingList();
        ReplyContent understood = refusal(reply, found);
        addUnknown(found, Set.of(), name -> false, NOTHING, findings);
        return understood;
    }

    private ReplyContent refusal(Reply reply, FindingList findings) {
        failure(reply.failure(), findings);
        if (reply.failure() != null) {
            return new ReplyContent(reply.status(), NOTHING, NOTHING, ReplyContent.NO_EVENTS);
        }
        FindingList shape = new FindingList();
        JsonNode body = BodyReading.object(reply, FindingId.ERROR_CONTENT_TYPE, shape);
        JsonNode listed = BodyReading.onlyElement(reply.body());
        shape.findings().forEach(finding -> findings.add(finding.level(), asErrorShape(finding.mismatch(), listed)));
        if (listed.isObject()) {
            body = listed;
        }
        if (body.isObject()) {
            tables.error().check(body, null, deviation -> report(deviation, FindingId.ERROR_SHAPE, findings));
        }
        JsonNode error = body.path("error").isMissingNode() ? body : body.path("error");
        return new ReplyContent(reply.status(), NOTHING, error, ReplyContent.NO_EVENTS);
    }

    private static Mismatch asErrorShape(Mismatch found, JsonNode listed) {
        if (found.id() != FindingId.BODY_NOT_JSON) {
            return found;
        }
        JsonNode actual = listed.isObject() ? Json.array().add(listed) : found.actual();
        return new Mismatch(FindingId.ERROR_SHAPE, found.path(), found.expected(), actual);
    }

    private static void failure(Reply.@Nullable Failure failure, FindingList findings) {
        if (failure != null) {
            findings.fail(
                    failure.id(), FieldPath.of("response"), failure.expected(), TextNode.valueOf(failure.actual()));
        }
    }

    private ReplyContent whole(ChatRequest request, Reply reply, FindingList findings) {
        if (reply.failure() != null) {
            return new ReplyContent(reply.status(), NOTHING, NOTHING, ReplyContent.NO_EVENTS);
        }
        JsonNode completion = BodyReading.object(reply, FindingId.CONTENT_TYPE, findings);
        boolean isResponse = request.endpoint() == ChatEndpoint.RESPONSES;
        JsonNode error = errorInstead(completion, isResponse ? "output" : "choices");
        if (!error.isMissingNode()) {
            findings.fail(FindingId.STATUS, STATUS, "4xx or 5xx, the status of an error", IntNode.valueOf(OK));
            return new ReplyContent(reply.status(), NOTHING, error, ReplyContent.NO_EVENTS);
        }
        if (isResponse) {
            ReplyContent understood = ReplyContent.of(
                    reply.status(), answerOf(completion), completion.path("error"), ReplyContent.NO_EVENTS);
            response(request, completion, understood, findings);
            return understood;
        }
        if (completion.isObject()) {
            noErrors(completion, findings);
            check(tables.completion(), completion, null, findings);
            answer(request, AnswerTerms.of(request), completion, findings);
        }
        return new ReplyContent(reply.status(), completion, completion.path("error"), ReplyContent.NO_EVENTS);
    }

    /** Returns the error that a body has instead of an answer. */
    private static JsonNode errorInstead(JsonNode body, String answer) {
        return body.hasNonNull("error") && !body.has(answer) ? body.path("error") : RecordedAnswer.failureIn(body);
    }

    /** Reports errors inside a response with status 200. Some gateways put an upstream error next to a completion or into a choice. */
    private static void noErrors(JsonNode completion, FindingList findings) {
        String expected = "no error in a response with status 200";
        if (completion.hasNonNull("error")) {
            findings.fail(FindingId.STATUS, FieldPath.of("error"), expected, completion.path("error"));
        }
        for (RepliedChoice choice : RepliedChoice.of(completion)) {
            JsonNode error = choice.json().path("error");
            if (choice.json().hasNonNull("error")) {
                findings.fail(FindingId.STATUS, choice.at().member("error"), expected, error);
            }
        }
    }

    private ReplyContent streamed(ChatRequest request, Reply reply, FindingList findings) {
        BodyReading.requireUtf8(reply.failure() == null ? reply.body() : new byte[0], findings);
        SseTranscript transcript = SseTranscript.of(reply.arrivals());
        if (request.endpoint() == ChatEndpoint.RESPONSES) {
            return events(request, reply, transcript, findings);
        }
        StreamCheck.check(request, tables.chunk(), transcript, reply.failure() == null, findings);
        List<JsonNode> chunks = transcript.chunks();
        for (int i = 0; i < transcript.events().size(); i++) {
            StreamEvent event = transcript.events().get(i);
            if (event.isChunk()) {
                check(tables.chunk(), event.json(), SseTranscript.placeOf(i), findings);
            }
        }
        JsonNode error = transcript.events().stream()
                .filter(StreamEvent::isError)
                .map(StreamEvent::error)
                .findFirst()
                .orElse(NOTHING);
        boolean isWhole = reply.failure() == null && error.isMissingNode() && !chunks.isEmpty();
        JsonNode completion = isWhole ? ChunkJoiner.completion(chunks) : NOTHING;
        if (isWhole) {
            answer(request, AnswerTerms.of(request), completion, findings);
        }
        return new ReplyContent(reply.status(), completion, error, transcript);
    }

    /** Checks the events of a Response, and the final Response. */
    private ReplyContent events(ChatRequest request, Reply reply, SseTranscript transcript, FindingList findings) {
        boolean isWhole = reply.failure() == null;
        JsonNode last = ResponseStream.check(transcript, isWhole, findings);
        JsonNode error = transcript.events().stream()
                .filter(StreamEvent::isError)
                .map(StreamEvent::error)
                .findFirst()
                .orElse(NOTHING);
        ReplyContent understood =
                ReplyContent.of(reply.status(), answerOf(isWhole ? last : NOTHING), error, transcript);
        response(request, last, understood, findings);
        return understood;
    }

    /** Returns what a Response means; null if it has no answer. */
    private static @Nullable ChatAnswer answerOf(JsonNode response) {
        boolean hasAnswer = response.path("output").isArray()
                && !response.path("status").asText("").equals("failed");
        return hasAnswer ? ChatAnswer.read(response) : null;
    }

    /** Checks a Response, unless there is none. */
    private void response(ChatRequest request, JsonNode response, ReplyContent understood, FindingList findings) {
        if (!response.isObject()) {
            return;
        }
        check(tables.completion(), response, null, findings);
        ResponseCheck.check(request, response, findings);
        if (understood.isAnswer() && !isRunning(response)) {
            FindingList found = new FindingList();
            AnswerTerms terms = AnswerTerms.of(request).understoodBy(response);
            answer(request, terms, understood.completion(), found);
            understood.addTo(findings, understood.hasProviderCall() ? withoutLack(request, found) : found);
        }
    }

    /** Whether a background response is not finished, so that it has no answer yet. */
    private static boolean isRunning(JsonNode response) {
        return RUNNING.contains(response.path("status").asText(""));
    }

    /** Leaves out that nothing was said or called: a call of a tool of the provider is an answer, unless another one is demanded. */
    private static FindingList withoutLack(ChatRequest request, FindingList found) {
        boolean isNamed = !ToolNames.nameOf(request.field("tool_choice")).isEmpty();
        FindingList rest = new FindingList();
        found.findings().stream()
                .filter(finding -> finding.mismatch().id() != FindingId.EMPTY_ANSWER)
                .filter(finding -> isNamed || finding.mismatch().id() != FindingId.CALL_DEMANDED)
                .forEach(finding -> rest.add(finding.level(), finding.mismatch()));
        return rest;
    }

    private void answer(ChatRequest request, AnswerTerms terms, JsonNode completion, FindingList findings) {
        IdentityCheck.check(tables.completion(), completion, findings);
        ChoiceCheck.check(request, completion, findings);
        new UsageCheck(request, completion, findings).check();
        CallCheck.check(request, completion, findings);
        TextCheck.check(request, completion, findings);
        LogprobCheck.check(request, completion, findings);
        termsCheck.check(terms, completion, findings);
    }

    private static void check(AnswerTable table, JsonNode answer, @Nullable FieldPath at, FindingList findings) {
        table.check(answer, at, deviation -> report(deviation, deviation.id(), findings));
    }

    private static void report(Deviation deviation, FindingId id, FindingList findings) {
        Level level = deviation.isTolerated() ? Level.WARN : Level.FAIL;
        findings.add(level, new Mismatch(id, deviation.at(), deviation.expected(), deviation.actual()));
    }
}
