package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.cannery.internal.chat.style.EchoForm;
import dev.cannery.internal.chat.style.IdPattern;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.style.OutputForms;
import dev.cannery.internal.chat.style.OutputForms.Layer;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the form of a provider's Responses, the part {@code output} of a profile. */
final class OutputReader {
    private static final String REQUEST = "request";

    private final TemplateReader templates = new TemplateReader(Optional.empty());
    private final TemplateReader responses;

    private OutputReader(Set<String> echoes) {
        this.responses = new TemplateReader(Optional.empty(), echoes);
    }

    /** Reads the forms of all models as of a day. */
    static OutputForms read(SourceValue output, LocalDate day) {
        Fields fields = output.fields("output");
        OutputReader reader = new OutputReader(echoes(fields));
        List<Layer> layers = new ArrayList<>();
        layers.add(reader.layer(fields));
        reader.addFamilies(fields.items("families"), layers);
        reader.addFamilies(fields.items("own_families"), layers);
        fields.end();
        return new OutputForms(layers, day);
    }

    private void addFamilies(List<SourceValue> families, List<Layer> layers) {
        for (SourceValue family : families) {
            Fields of = family.fields("a family of models");
            if (of.lacks("models") && of.lacks("before") && of.lacks("streamed")) {
                family.problem(
                        "a family of models must have 'models', a pattern of their names, 'before', the day that ended"
                                + " the form, or 'streamed', whether it is the form of streams");
            }
            layers.add(layer(of));
            of.end();
        }
    }

    /** Returns the fields that a Response repeats. */
    private static Set<String> echoes(Fields output) {
        return output.find("echo")
                .map(value -> objects(value.fields("echo")).getOrDefault(REQUEST, List.of()).stream()
                        .map(EchoForm.Member::name)
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    private Layer layer(Fields fields) {
        Map<OutputForm.Trait, Boolean> traits = new EnumMap<>(OutputForm.Trait.class);
        for (OutputForm.Trait trait : OutputForm.Trait.values()) {
            fields.find(trait.word()).flatMap(SourceValue::flag).ifPresent(holds -> traits.put(trait, holds));
        }
        return new Layer(
                fields.find("models").flatMap(SourceValue::pattern).orElse(null),
                fields.find("before").flatMap(SourceValue::date).orElse(null),
                fields.find("streamed").flatMap(SourceValue::flag).orElse(null),
                objects(fields, "objects"),
                events(fields),
                ids(fields),
                echo(fields),
                traits,
                fields.find("reasoning")
                        .flatMap(value -> value.word("reasoning", OutputForm.Reasoning.class))
                        .orElse(null),
                added(fields),
                without(fields));
    }

    private Map<OutputForm.Part, Template> objects(Fields parent, String key) {
        Map<OutputForm.Part, Template> read = new EnumMap<>(OutputForm.Part.class);
        entries(parent, key)
                .forEach((word, value) -> constant(word, OutputForm.Part.values(), value)
                        .ifPresent(part -> read.put(
                                part,
                                part == OutputForm.Part.RESPONSE
                                        ? responses.template(value)
                                        : templates.template(value))));
        return read;
    }

    private Map<OutputForm.Event, Template> events(Fields parent) {
        Map<OutputForm.Event, Template> read = new EnumMap<>(OutputForm.Event.class);
        entries(parent, "events").forEach((type, value) -> {
            Optional<OutputForm.Event> event = OutputForm.Event.of(type);
            event.ifPresentOrElse(
                    known -> read.put(known, templates.template(value)),
                    () -> value.problem(UnknownWord.sentence(
                            "event",
                            type,
                            Stream.of(OutputForm.Event.values())
                                    .map(OutputForm.Event::wire)
                                    .toList())));
        });
        return read;
    }

    private static Map<OutputForm.Id, IdPattern> ids(Fields parent) {
        Map<OutputForm.Id, IdPattern> read = new EnumMap<>(OutputForm.Id.class);
        entries(parent, "ids")
                .forEach((word, value) -> constant(word, OutputForm.Id.values(), value)
                        .ifPresent(id -> value.text()
                                .flatMap(text -> value.attempt(() -> Optional.of(IdPattern.of(text))))
                                .ifPresent(pattern -> read.put(id, pattern))));
        return read;
    }

    private static Map<OutputForm.Added, Integer> added(Fields parent) {
        Map<OutputForm.Added, Integer> read = new EnumMap<>(OutputForm.Added.class);
        entries(parent, "added_tokens")
                .forEach((word, value) -> constant(word, OutputForm.Added.values(), value)
                        .ifPresent(added -> value.wholeNumber(0).ifPresent(count -> read.put(added, count))));
        return read;
    }

    private static OutputForms.Echo echo(Fields parent) {
        Map<String, Map<String, JsonNode>> words = new HashMap<>();
        entries(parent, "words").forEach((place, value) -> {
            Map<String, JsonNode> of = new LinkedHashMap<>();
            value.fields("words").all().forEach((word, other) -> of.put(word, other.toJson()));
            words.put(place, of);
        });
        return new OutputForms.Echo(
                parent.find("echo").map(value -> objects(value.fields("echo"))).orElse(Map.of()), words);
    }

    private static Map<String, List<EchoForm.Member>> objects(Fields echo) {
        Map<String, List<EchoForm.Member>> objects = new HashMap<>();
        echo.all().forEach((name, value) -> objects.put(name, members(value)));
        return objects;
    }

    /** Reads members: a word that is null if it was not sent, one with a question mark that is left out then, or a word and a value. */
    private static List<EchoForm.Member> members(SourceValue list) {
        List<EchoForm.Member> members = new ArrayList<>();
        for (SourceValue item : list.items()) {
            if (item.isMap()) {
                item.fields("a member")
                        .all()
                        .forEach((name, value) -> members.add(new EchoForm.Member(name, value.toJson())));
            } else {
                item.name()
                        .ifPresent(word -> members.add(
                                word.endsWith("?")
                                        ? new EchoForm.Member(word.substring(0, word.length() - 1), null)
                                        : new EchoForm.Member(word, NullNode.getInstance())));
            }
        }
        return members;
    }

    private static List<String> without(Fields parent) {
        List<String> paths = new ArrayList<>();
        for (SourceValue item : parent.items("without")) {
            item.name().ifPresent(path -> {
                if (Layer.canRemove(path)) {
                    paths.add(path);
                } else {
                    item.problem(
                            "a member that is left out is named by its object and its name, as in usage.total_tokens,"
                                    + " was '" + path + "'");
                }
            });
        }
        return paths;
    }

    private static Map<String, SourceValue> entries(Fields parent, String key) {
        return parent.find(key).map(value -> value.fields(key).all()).orElse(Map.of());
    }

    private static <E extends Enum<E>> Optional<E> constant(String word, E[] constants, SourceValue place) {
        Optional<E> found =
                Stream.of(constants).filter(one -> Words.of(one).equals(word)).findFirst();
        if (found.isEmpty()) {
            place.problem(UnknownWord.sentence(
                    "part of a Response",
                    word,
                    Stream.of(constants).map(Words::of).toList()));
        }
        return found;
    }
}
