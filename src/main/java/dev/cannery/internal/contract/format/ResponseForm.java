package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.misbehaviour.Misconduct;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One response: a text, or a map; the keys of a choice can be written directly in it if there is only one. */
public final class ResponseForm extends MapForm<CannedResponse> {
    public static final ResponseForm FORM = new ResponseForm();
    static final Form<List<CannedResponse>> LIST = new Responses();

    public final ChoiceForm choice = including(ChoiceForm.FORM);
    public final Key<List<CannedChoice>> choices = withDefault(
            "choices",
            ChoiceForm.FORM.some("list of choices", "choices needs at least one choice"),
            List.of(),
            "Several choices, each a text or a map with the keys above. A single one is repeated for any `n`.");
    public final Key<CannedUsage> usage =
            key("usage", UsageForm.FORM, "The token counts. Counted by default. The total is always computed.");
    public final Key<String> model = key("model", Form.NAME, "The model. By default, the requested one.");
    public final Key<String> id = key("id", Form.NAME, "The completion's id. Derived by default.");
    public final Key<Long> created = key("created", Form.TIME, "The time of creation.");
    public final Key<String> fingerprint = key("system_fingerprint", Form.NAME, "The backend's fingerprint.");
    public final Key<String> serviceTier = key("service_tier", Form.NAME, "The tier that served the request.");
    public final Key<CannedError> error =
            key("error", ErrorForm.FORM, "An error instead of a completion: a name that the provider knows, or a map.");
    public final Key<Duration> retryAfter =
            key("retry_after", Form.DURATION, "The value of `retry-after` and `retry-after-ms`. Needs `error`.");
    public final Key<Duration> delay =
            withDefault("delay", Form.DURATION, Duration.ZERO, "How long the first byte is delayed.");
    public final Key<Duration> latency = withDefault(
            LatencyForm.WORD, LatencyForm.FORM, Duration.ZERO, "An additional delay that grows with the load.");
    public final Key<Pacing> stream = withDefault(
            "stream",
            PacingForm.FORM,
            Pacing.UNPACED,
            "How the response is split and timed if the request streams; applies to `body` in any case. A list alone is the fragments.");
    public final Key<Map<String, String>> headers =
            withDefault("headers", new HeadersForm(), Map.of(), "Headers that are added or override the usual ones.");
    public final Key<Integer> status =
            withDefault("status", Form.COUNT, 200, "The HTTP status of a completion or a `body`.");
    public final Key<String> body =
            key("body", Form.TEXT, "A literal body, for anything that the other keys cannot express.");
    public final Key<FaultForm.Fault> fault = key(
            "fault",
            FaultForm.FORM,
            "A fault to inject: a word, or a map if it needs a position in the stream or a duration.");
    public final Key<List<Misbehaviour>> misbehave = withDefault(
            "misbehave",
            Form.word("misbehaviour", Misbehaviour.class)
                    .oneOrSome("misbehaviour or list of misbehaviours", "misbehave needs at least one word"),
            List.of(),
            "What the model does wrong in a valid answer: a word, or a list of words that apply in order.");
    public final Key<Boolean> template = withDefault(
            "template",
            Form.FLAG,
            false,
            "Whether content, json and arguments are Handlebars templates over the request.");
    public final Key<String> stub =
            key("stub", Form.NAME, "A file below `stubs` with a complete response, which is served unchanged.");

    private ResponseForm() {
        super("response");
    }

    @Override
    Optional<CannedResponse> read(SourceValue value, Context context) {
        if (value.isNull()) {
            value.problem("the response is empty: write a text, a map, or a list of responses");
            return Optional.empty();
        }
        if (value.isScalar()) {
            return value.text().map(CannedCompletion::ofText);
        }
        int before = value.problems().count();
        Given given = take(value, context, true);
        if (given.get(template)) {
            TemplateReview.syntax(value);
        }
        return value.problems().count() > before
                ? Optional.empty()
                : value.attempt(() -> Optional.of(make(given)))
                        .filter(made -> value.problems().count() == before);
    }

    @Override
    CannedResponse make(Given given) {
        FaultForm.Fault broken = given.find(fault);
        CannedFault.Kind instead = broken == null ? null : broken.instead();
        if (given.get(template) && (given.hasAny(stub, error, body) || instead != null)) {
            throw new IllegalArgumentException("'template' needs content, json or tool calls");
        }
        if (given.hasAny(stub)) {
            return stubbed(given, broken);
        }
        if (given.hasAny(retryAfter) && !given.hasAny(error)) {
            throw new IllegalArgumentException("'retry_after' needs 'error'");
        }
        CannedError failure = given.find(error);
        if (failure != null) {
            requireNoCompletion(given, error.word(), false);
            if (given.hasAny(status, body, fault)) {
                throw new IllegalArgumentException("a response with 'error' cannot have status, body or fault");
            }
            return new CannedError(
                    failure.name(), failure.error(), given.find(retryAfter), delay(given), given.get(headers));
        }
        if (instead != null) {
            return faulty(given, instead);
        }
        String text = given.find(body);
        if (text != null) {
            requireNoCompletion(given, body.word(), true);
            if (broken != null) {
                throw new IllegalArgumentException("a response with 'body' cannot have a fault");
            }
            return new CannedBody(head(given), text, delay(given), given.get(stream));
        }
        return completion(given, broken == null ? null : broken.within());
    }

    private CannedFault faulty(Given given, CannedFault.Kind instead) {
        requireNoCompletion(given, fault.word() + ": " + Words.of(instead), false);
        if (given.hasAny(status, body, headers)) {
            throw new IllegalArgumentException(
                    "a fault that replaces the response cannot have status, headers or body");
        }
        return new CannedFault(instead, delay(given));
    }

    private CannedResponse.Head head(Given given) {
        return new CannedResponse.Head(given.get(status), given.get(headers));
    }

    private Delay delay(Given given) {
        return new Delay(given.get(delay), given.get(latency));
    }

    private void requireNoCompletion(Given given, String what, boolean mayStream) {
        if (given.hasAny(misbehave)) {
            throw new IllegalArgumentException("'misbehave' changes a completion, it does not go with '" + what + "'");
        }
        if (given.hasAny(choice.keys()) || given.hasAny(choices, usage) || (!mayStream && given.hasAny(stream))) {
            throw new IllegalArgumentException(
                    "a response with '" + what + "' cannot have content, tool_calls, refusal, usage"
                            + (mayStream ? " or finish_reason" : ", finish_reason or stream"));
        }
    }

    private CannedResponse completion(Given given, CannedFault.@Nullable Break broken) {
        List<CannedChoice> said = given.get(choices);
        if (!said.isEmpty() && given.hasAny(choice.keys())) {
            throw new IllegalArgumentException(
                    "a response with 'choices' must have its content, tool_calls and the like inside them");
        }
        if (said.isEmpty()) {
            said = List.of(choice.make(given));
        }
        Pacing paced = given.get(stream);
        if (paced.cut() instanceof Pacing.Cut.ByFragments cut) {
            if (given.get(template)) {
                throw new IllegalArgumentException("'stream' cannot list the fragments of a template");
            }
            if (!say(said, cut.text())) {
                throw new IllegalArgumentException("the fragments of 'stream' make up '" + OneLine.value(cut.text())
                        + "', which is not in the response");
            }
        }
        CannedCompletion.Identity identity = new CannedCompletion.Identity(
                given.find(id),
                given.find(created),
                given.find(model),
                given.find(fingerprint),
                given.find(serviceTier));
        CannedCompletion completion =
                new CannedCompletion(said, given.find(usage), identity, delay(given), paced, head(given), broken);
        CannedCompletion spoilt = misbehaving(completion, given);
        return given.get(template) ? CannedTemplate.of(spoilt) : spoilt;
    }

    /** Returns the completion with the misbehaviours that it is given, each of which must find something to change. */
    private CannedCompletion misbehaving(CannedCompletion completion, Given given) {
        for (Misbehaviour word : given.get(misbehave)) {
            Misconduct.lack(word, completion, given.get(template)).ifPresent(lack -> {
                throw new IllegalArgumentException(lack);
            });
        }
        return completion.misbehaving(given.get(misbehave));
    }

    /** Whether this is one of the texts, or all texts of one choice or of all choices joined. */
    private static boolean say(List<CannedChoice> choices, String text) {
        List<List<String>> said =
                choices.stream().map(choice -> choice.message().texts()).toList();
        return said.stream()
                        .anyMatch(texts ->
                                texts.contains(text) || String.join("", texts).equals(text))
                || said.stream()
                        .flatMap(List::stream)
                        .collect(Collectors.joining())
                        .equals(text);
    }

    /** Returns the stub's response with the timing and fault of the keys next to it. */
    private CannedResponse stubbed(Given given, FaultForm.@Nullable Fault broken) {
        boolean saysMore = given.hasAny(choice.keys()) || given.hasAny(choices, error, body);
        boolean claims = given.hasAny(usage, model, id, created, fingerprint, serviceTier);
        if (saysMore || claims || (broken != null && broken.instead() != null)) {
            throw new IllegalArgumentException(
                    "a stub is the whole response; only delay, latency, stream, status, headers, fault, misbehave and retry_after can be next to it");
        }
        Stub read = given.context()
                .files()
                .stub(given.get(stub), given.placeOf(stub), given.context())
                .orElse(null);
        if (read == null) {
            // the problem was reported, and nothing is made of this response
            return CannedCompletion.ofText("");
        }
        if (read.answer() instanceof CannedError failed) {
            if (given.hasAny(stream, fault, misbehave)) {
                throw new IllegalArgumentException("a stub with an error cannot have stream, fault or misbehave");
            }
            return read.failing(
                    failed,
                    given.hasAny(status) ? given.get(status) : null,
                    given.find(retryAfter),
                    delay(given),
                    given.get(headers));
        }
        CannedCompletion whole = (CannedCompletion) read.answer();
        CannedCompletion completion = new CannedCompletion(
                whole.choices(),
                whole.usage(),
                whole.identity(),
                delay(given),
                given.hasAny(stream) ? given.get(stream) : whole.pacing(),
                head(given),
                broken == null ? null : broken.within(),
                List.of(),
                whole.recorded());
        return misbehaving(completion, given);
    }

    @Override
    JsonNode write(CannedResponse response) {
        ObjectNode tree = writeMap(response);
        JsonNode content = tree.get(choice.content.word());
        return tree.size() == 1 && content != null ? content : tree;
    }

    @Override
    void write(CannedResponse response, Tree tree) {
        if (response instanceof CannedError failure) {
            tree.put(error, failure).put(retryAfter, failure.retryAfter()).put(headers, failure.headers());
            write(failure.delay(), tree);
        } else if (response instanceof CannedBody literal) {
            write(literal.head(), tree);
            tree.put(body, literal.text());
            write(literal.delay(), tree);
            tree.put(stream, literal.pacing());
        } else if (response instanceof CannedFault instead) {
            tree.put(fault, new FaultForm.Fault(instead.kind(), null));
            write(instead.delay(), tree);
        } else if (response instanceof CannedTemplate filled) {
            write(filled.written(), tree);
            tree.put(template, true);
        } else {
            write((CannedCompletion) response, tree);
        }
    }

    private void write(CannedCompletion completion, Tree tree) {
        RecordedAnswer recorded = completion.recorded();
        if (recorded != null && recorded.file() != null) {
            tree.put(stub, recorded.file());
            write(completion.delay(), tree);
            tree.put(stream, completion.pacing());
            write(completion.head(), tree);
            return;
        }
        if (completion.choices().size() == 1) {
            choice.write(completion.choices().get(0), tree);
        } else {
            tree.put(choices, completion.choices());
        }
        CannedCompletion.Identity identity = completion.identity();
        tree.put(usage, completion.usage())
                .put(model, identity.model())
                .put(id, identity.id())
                .put(created, identity.created())
                .put(fingerprint, identity.systemFingerprint())
                .put(serviceTier, identity.serviceTier());
        write(completion.delay(), tree);
        tree.put(stream, completion.pacing());
        write(completion.head(), tree);
        CannedFault.Break broken = completion.fault();
        tree.put(fault, broken == null ? null : new FaultForm.Fault(null, broken))
                .put(misbehave, completion.misbehaviours());
    }

    private void write(CannedResponse.Head head, Tree tree) {
        tree.put(status, head.status()).put(headers, head.headers());
    }

    private void write(Delay held, Tree tree) {
        tree.put(delay, held.fixed()).put(latency, held.perConcurrent());
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return Schemas.anyOf(Schemas.type("string"), super.schema(schemas));
    }

    /** One response, or a list of successive ones. */
    private static final class Responses extends Form<List<CannedResponse>> {
        private Responses() {
            super("response or list of responses");
        }

        @Override
        Optional<List<CannedResponse>> read(SourceValue value, Context context) {
            if (!value.isList()) {
                return FORM.read(value, context).map(List::of);
            }
            List<SourceValue> items = value.items();
            if (items.isEmpty()) {
                value.problem("a list of responses needs at least one");
            }
            List<CannedResponse> responses = new ArrayList<>();
            items.forEach(item -> FORM.read(item, context).ifPresent(responses::add));
            return Optional.of(responses);
        }

        @Override
        Optional<String> nesting(String word) {
            return FORM.words().contains(word) ? Optional.of("{" + word + ": …}") : Optional.empty();
        }

        @Override
        JsonNode write(List<CannedResponse> responses) {
            List<JsonNode> written = responses.stream().map(FORM::write).toList();
            return written.size() == 1 ? written.get(0) : Json.array().addAll(written);
        }

        @Override
        JsonNode schema(Schemas schemas) {
            return Schemas.anyOf(FORM.ref(schemas), Schemas.list(FORM.ref(schemas), 1));
        }

        @Override
        List<MapForm<?>> maps() {
            return List.of(FORM);
        }
    }
}
