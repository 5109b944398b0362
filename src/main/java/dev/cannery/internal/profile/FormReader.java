package dev.cannery.internal.profile;

import dev.cannery.FinishReason;
import dev.cannery.LineEnd;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerForm.When;
import dev.cannery.internal.chat.style.IdPattern;
import dev.cannery.internal.chat.style.StreamForm;
import dev.cannery.internal.chat.style.StreamForm.CallWay;
import dev.cannery.internal.chat.style.StreamForm.Opening;
import dev.cannery.internal.chat.style.StreamForm.UsagePlace;
import dev.cannery.internal.chat.style.StreamForm.UsageTime;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the form of a provider's completions, the part {@code answers} of a profile. */
final class FormReader {
    private static final String ERROR = "{error}";

    private final TemplateReader templates;
    private final boolean isSorted;

    private final LocalDate day;

    private FormReader(Fields answers, LocalDate day) {
        this.day = day;
        this.templates = new TemplateReader(answers.find("constants"));
        this.isSorted = answers.flag("sorted", false);
    }

    /** Reads the forms of all models as of a day. */
    static AnswerForm.Forms read(Fields answers, LocalDate day) {
        FormReader reader = new FormReader(answers, day);
        AnswerForm usual = reader.form(answers, AnswerForm.EMPTY);
        List<AnswerForm.Family> families = reader.families(answers.find("families"), usual);
        answers.end();
        return new AnswerForm.Forms(reader.arranged(usual), families, day);
    }

    /** Reads the families of a form. Families of a day come first; each of them contains the families of models that are listed next to it, over its own form. */
    private List<AnswerForm.Family> families(Optional<SourceValue> written, AnswerForm usual) {
        if (written.isEmpty()) {
            return List.of();
        }
        Map<String, SourceValue> all = written.get().fields("families").all();
        List<SourceNode.Entry> ofModels = new ArrayList<>();
        List<AnswerForm.Family> families = new ArrayList<>();
        all.forEach((name, value) -> {
            if (!isOfDay(value)) {
                ofModels.add(new SourceNode.Entry(name, value.at(), value.node()));
            }
        });
        all.values().stream()
                .filter(FormReader::isOfDay)
                .forEach(value -> families.add(family(value, usual, ofModels)));
        all.values().stream()
                .filter(value -> !isOfDay(value))
                .forEach(value -> families.add(family(value, usual, List.of())));
        return families;
    }

    private static boolean isOfDay(SourceValue family) {
        Fields fields = family.fields("a family of models");
        return fields.has("before") && !fields.has("models") && !fields.has("requested");
    }

    private AnswerForm.Family family(SourceValue value, AnswerForm usual, List<SourceNode.Entry> ofModels) {
        Fields family = value.fields("a family of models");
        if (Stream.of("models", "requested", "before").allMatch(family::lacks)) {
            value.problem(
                    "a family of models must have 'models' or 'requested', patterns of their names, or 'before', the day"
                            + " that ended the form");
        }
        AnswerForm form = form(family, usual);
        AnswerForm.Forms own =
                new AnswerForm.Forms(arranged(form), families(inner(value, family, ofModels), form), day);
        AnswerForm.Family read = new AnswerForm.Family(
                family.find("models").flatMap(SourceValue::pattern).orElse(null),
                family.find("requested").flatMap(SourceValue::pattern).orElse(null),
                family.find("before").flatMap(SourceValue::date).orElse(null),
                family.find("profile").map(this::formsOf).orElse(own));
        family.end();
        return read;
    }

    /** Returns the families within a family, merged over those that are listed next to it. */
    private static Optional<SourceValue> inner(SourceValue value, Fields family, List<SourceNode.Entry> around) {
        Optional<SourceValue> own = family.find("families");
        if (around.isEmpty()) {
            return own;
        }
        SourceNode.Mapping lower = new SourceNode.Mapping(around, value.at());
        SourceValue written = own.orElse(value.member("families", new SourceNode.Mapping(List.of(), value.at())));
        return Optional.of(
                written.node() instanceof SourceNode.Mapping upper
                        ? written.with(new Overlay().over(upper, lower))
                        : written);
    }

    /** Returns the forms of the built-in profile of that name. */
    private AnswerForm.Forms formsOf(SourceValue name) {
        String known = name.text().orElse("");
        if (ProfileReader.builtIn().contains(known)) {
            return ProfileReader.read(known).style().forms().asOf(day);
        }
        name.problem(UnknownWord.sentence("profile", known, ProfileReader.builtIn()));
        return new AnswerForm.Forms(AnswerForm.EMPTY, List.of(), day);
    }

    private AnswerForm form(Fields fields, AnswerForm otherwise) {
        List<Template.Member> added = addedToChoices(fields);
        return new AnswerForm(
                whole(fields, otherwise.whole(), added),
                stream(
                        fields.find("opening")
                                .map(this::preamble)
                                .orElse(otherwise.stream().preamble()),
                        fields.find("stream").map(value -> value.fields("a stream")),
                        otherwise.stream(),
                        added),
                ids(fields.find("ids").map(value -> value.fields("ids")), otherwise.ids()),
                traits(fields, otherwise.traits()));
    }

    private AnswerForm.Whole whole(Fields answers, AnswerForm.Whole otherwise, List<Template.Member> addedToChoice) {
        List<Template.Member> added = answers.find("completion")
                .map(map -> templates.constantMembers(map, ""))
                .orElse(List.of());
        AnswerForm.Whole whole = answers.find("whole")
                .map(value -> whole(value.fields("a whole completion"), otherwise))
                .orElse(otherwise);
        return new AnswerForm.Whole(
                whole.completion().with(added),
                whole.choice().with(addedToChoice),
                whole.message(),
                whole.call(),
                whole.usage(),
                whole.isOneLine() || isSorted);
    }

    private AnswerForm.Whole whole(Fields fields, AnswerForm.Whole otherwise) {
        AnswerForm.Whole whole = new AnswerForm.Whole(
                templates.template(fields, "completion", otherwise.completion()),
                templates.template(fields, "choice", otherwise.choice()),
                templates.template(fields, "message", otherwise.message()),
                templates.template(fields, "call", otherwise.call()),
                templates.template(fields, "usage", otherwise.usage()),
                fields.flag("one_line", otherwise.isOneLine()));
        fields.end();
        return whole;
    }

    /** Returns the additional members of choices, whole and streamed. */
    private List<Template.Member> addedToChoices(Fields fields) {
        Optional<SourceValue> choice = fields.find("choice");
        Optional<SourceValue> silent = fields.find("silent_choice");
        List<Template.Member> added = new ArrayList<>();
        choice.ifPresent(map -> added.addAll(templates.constantMembers(map, silent.isPresent() ? "text" : "")));
        silent.ifPresent(map -> added.addAll(templates.constantMembers(map, "silent")));
        return isSorted ? added.stream().map(Template.Member::sorted).toList() : added;
    }

    /** Reads the chunk before all others: a list of members, or a map of constants. */
    private Template preamble(SourceValue opening) {
        return opening.isMap() ? Template.of(templates.constantMembers(opening, "")) : templates.template(opening);
    }

    private StreamForm stream(
            @Nullable Template preamble,
            Optional<Fields> read,
            StreamForm otherwise,
            List<Template.Member> addedToChoice) {
        if (read.isEmpty()) {
            return with(preamble, otherwise, otherwise.choice().with(addedToChoice));
        }
        Fields fields = read.get();
        StreamForm.Deltas deltas = otherwise.deltas();
        StreamForm.Calls calls = otherwise.calls();
        StreamForm stream = new StreamForm(
                preamble,
                templates.template(fields, "chunk", otherwise.chunk()),
                templates.template(fields, "choice", otherwise.choice()).with(addedToChoice),
                openings(fields, otherwise.openings()),
                new StreamForm.Deltas(
                        templates.template(fields, "text", deltas.text()),
                        optional(fields, "text_end", deltas.textEnd()),
                        templates.template(fields, "refusal", deltas.refusal()),
                        templates.template(fields, "reasoning", deltas.reasoning()),
                        optional(fields, "reasoning_end", deltas.reasoningEnd()),
                        templates.template(fields, "call", deltas.call()),
                        templates.template(fields, "call_fragment", deltas.callFragment()),
                        templates.template(fields, "finish", deltas.finish()),
                        optional(fields, "again", deltas.again()),
                        optional(fields, "end", deltas.end())),
                new StreamForm.Calls(
                        templates.template(fields, "tool_call", calls.opening()),
                        templates.template(fields, "tool_call_fragment", calls.fragment()),
                        ways(fields, calls)),
                usage(fields, otherwise.usage()),
                word(fields, "last_text", StreamForm.LastText.class, otherwise.lastText()),
                framing(fields, otherwise.framing()));
        fields.end();
        return stream;
    }

    private static Set<CallWay> ways(Fields fields, StreamForm.Calls otherwise) {
        Set<CallWay> ways = EnumSet.noneOf(CallWay.class);
        for (CallWay way : CallWay.values()) {
            if (fields.flag(way.word(), otherwise.has(way))) {
                ways.add(way);
            }
        }
        return ways;
    }

    private static StreamForm with(@Nullable Template preamble, StreamForm stream, Template choice) {
        return new StreamForm(
                preamble,
                stream.chunk(),
                choice,
                stream.openings(),
                stream.deltas(),
                stream.calls(),
                stream.usage(),
                stream.lastText(),
                stream.framing());
    }

    private @Nullable Template optional(Fields fields, String key, @Nullable Template otherwise) {
        Optional<SourceValue> written = fields.find(key);
        if (written.isEmpty()) {
            return otherwise;
        }
        return written.get().isNull() ? null : templates.template(written.get());
    }

    private Map<Opening, Template> openings(Fields fields, Map<Opening, Template> otherwise) {
        Optional<SourceValue> written = fields.find("opening");
        if (written.isEmpty()) {
            return otherwise;
        }
        Map<Opening, Template> openings = new EnumMap<>(Opening.class);
        Fields kinds = written.get().fields("opening");
        for (Opening opening : Opening.values()) {
            kinds.find(Words.of(opening)).ifPresent(list -> openings.put(opening, templates.template(list)));
        }
        kinds.end();
        return openings;
    }

    private static Map<UsagePlace, UsageTime> usage(Fields fields, Map<UsagePlace, UsageTime> otherwise) {
        Optional<SourceValue> written = fields.find("usage");
        if (written.isEmpty()) {
            return otherwise;
        }
        Map<UsagePlace, UsageTime> usage = new EnumMap<>(UsagePlace.class);
        for (SourceValue item : written.get().items()) {
            item.name().ifPresent(words -> {
                String[] word = words.split(" ", 2);
                Optional<UsagePlace> place = constant(word[0], UsagePlace.values());
                Optional<UsageTime> time = constant(word.length == 1 ? "always" : word[1], UsageTime.values());
                if (place.isPresent() && time.isPresent()) {
                    usage.put(place.get(), time.get());
                } else {
                    item.problem("a place of the usage is one of " + words(UsagePlace.values())
                            + ", and after a blank 'asked' or 'unasked' if it does not always report, was '" + words
                            + "'");
                }
            });
        }
        return usage;
    }

    private static <E extends Enum<E>> Optional<E> constant(String word, E[] constants) {
        return Stream.of(constants).filter(one -> Words.of(one).equals(word)).findFirst();
    }

    private static String words(Enum<?>[] constants) {
        return Stream.of(constants).map(Words::of).collect(Collectors.joining(", "));
    }

    private static StreamForm.Framing framing(Fields fields, StreamForm.Framing otherwise) {
        return new StreamForm.Framing(
                fields.find("comments").map(SourceValue::lines).orElse(otherwise.comments()),
                fields.flag("done", otherwise.isDone()),
                fields.find("line_end")
                        .flatMap(value -> value.word("line end", LineEnd.class))
                        .orElse(otherwise.lineEnd()),
                fields.flag("space", otherwise.hasSpace()),
                fields.find("error_event").flatMap(FormReader::errorEvent).orElse(otherwise.errorEvent()));
    }

    private static Optional<String> errorEvent(SourceValue value) {
        return value.name().filter(event -> {
            if (!event.contains(ERROR)) {
                value.problem("expected an event in which " + ERROR + " stands for the JSON of the error, was "
                        + value.phrase());
            }
            return event.contains(ERROR);
        });
    }

    private static AnswerForm.Ids ids(Optional<Fields> read, AnswerForm.Ids otherwise) {
        if (read.isEmpty()) {
            return otherwise;
        }
        Fields fields = read.get();
        IdPattern completion = id(fields, "completion", otherwise.completion());
        IdPattern call = id(fields, "call", otherwise.call());
        AnswerForm.Ids ids = new AnswerForm.Ids(
                completion,
                call,
                id(fields, "fingerprint", otherwise.fingerprint()),
                id(fields, "request", otherwise.request()),
                id(fields, "streamed_completion", completion),
                id(fields, "streamed_call", call));
        fields.end();
        return ids;
    }

    private static IdPattern id(Fields fields, String key, IdPattern otherwise) {
        return fields.find(key)
                .flatMap(value -> value.text().flatMap(text -> value.attempt(() -> Optional.of(IdPattern.of(text)))))
                .orElse(otherwise);
    }

    private AnswerForm.Traits traits(Fields fields, AnswerForm.Traits otherwise) {
        return new AnswerForm.Traits(
                fields.flag("logprobs", otherwise.hasLogprobs()),
                fields.flag("fingerprint", otherwise.namesBackend()),
                word(fields, "tier", When.class, otherwise.tier()),
                word(fields, "call_reason", When.class, otherwise.callReason()),
                word(fields, "forced_call_reason", When.class, otherwise.forcedCallReason()),
                fields.find("prompt_details").map(SourceValue::names).orElse(otherwise.promptDetails()),
                fields.find("completion_details").map(SourceValue::names).orElse(otherwise.completionDetails()),
                word(fields, "reasoning", AnswerForm.Reasoning.class, otherwise.reasoning()),
                fields.find("finish_words").map(FormReader::finishWords).orElse(otherwise.finishWords()),
                fields.find("native_finish_words").map(FormReader::finishWords).orElse(otherwise.nativeFinishWords()),
                fields.flag("obfuscation", otherwise.isObfuscated()),
                fields.flag("refusal_logprobs", otherwise.hasRefusalLogprobs()),
                fields.flag("opening_logprobs", otherwise.opensWithLogprobs()),
                fields.flag("reasoning_limited", otherwise.limitsReasoning()),
                fields.flag("cut_calls_hidden", otherwise.hidesCutCalls()),
                fields.flag("parallel_calls_dropped", otherwise.dropsParallelCalls()));
    }

    private static <E extends Enum<E>> E word(Fields fields, String key, Class<E> words, E otherwise) {
        return fields.find(key).flatMap(value -> value.word(key, words)).orElse(otherwise);
    }

    private static Map<String, String> finishWords(SourceValue map) {
        Map<String, String> texts = new LinkedHashMap<>();
        Fields fields = map.fields("words for finish reasons");
        for (String reason : FinishReason.words()) {
            fields.find(reason).flatMap(SourceValue::text).ifPresent(text -> texts.put(reason, text));
        }
        fields.end();
        return texts;
    }

    private AnswerForm arranged(AnswerForm form) {
        return isSorted ? form.sorted() : form;
    }
}
