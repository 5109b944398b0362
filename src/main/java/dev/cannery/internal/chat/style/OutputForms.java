package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.BoundedCache;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The formats of a provider's Responses, by model and day.
 *
 * <p>Immutable but for a cache, and thread-safe.
 */
public final class OutputForms {
    /** The formats of a provider without Responses. */
    public static final OutputForms NONE = new OutputForms(List.of(), LocalDate.MAX);

    private static final int MODELS = 256;

    private final List<Layer> layers;
    private final LocalDate day;
    private final BoundedCache<Case, OutputForm> forms = new BoundedCache<>(MODELS, MODELS, (of, form) -> 1);

    /**
     * Creates formats.
     *
     * @param layers what is laid over each other; later ones have precedence
     * @param day the day whose formats these are
     */
    public OutputForms(List<Layer> layers, LocalDate day) {
        this.layers = List.copyOf(layers);
        this.day = day;
    }

    /** Whether the provider has no Responses. */
    public boolean isEmpty() {
        return layers.isEmpty();
    }

    /**
     * Returns the format of the Responses of a model.
     *
     * @param isStreamed whether they are streamed
     */
    public OutputForm of(String model, boolean isStreamed) {
        return forms.of(new Case(model, isStreamed), given -> {
            OutputForm form = OutputForm.EMPTY;
            for (Layer layer : layers) {
                form = layer.holds(given, day) ? layer.over(form) : form;
            }
            return form;
        });
    }

    /** The properties, apart from the day, on which a format depends. */
    private record Case(String model, boolean isStreamed) {}

    /** Returns the formats of another day. */
    public OutputForms asOf(LocalDate other) {
        return layers.isEmpty() ? this : new OutputForms(layers, other);
    }

    /**
     * A part of a format, which is laid over those before it.
     *
     * @param models the names of the models that it is for, null for all
     * @param before the day on which it ended, null if it is in use
     * @param streamed whether it is only for streams, or only for whole Responses; null for both
     * @param objects the objects that it replaces
     * @param events the events that it replaces
     * @param ids the formats of ids that it replaces
     * @param echo what it changes of the repeated request
     * @param traits the traits that it sets
     * @param reasoning how reasoning is shown; null to leave it as it is
     * @param added the tokens that a model adds; empty to leave them as they are
     * @param without the members that it removes: an object, an event or {@code echo}, and the path to the member
     */
    public record Layer(
            @Nullable Pattern models,
            @Nullable LocalDate before,
            @Nullable Boolean streamed,
            Map<OutputForm.Part, Template> objects,
            Map<OutputForm.Event, Template> events,
            Map<OutputForm.Id, IdPattern> ids,
            Echo echo,
            Map<OutputForm.Trait, Boolean> traits,
            OutputForm.@Nullable Reasoning reasoning,
            Map<OutputForm.Added, Integer> added,
            List<String> without) {
        private static final String ECHO = "echo.";
        private static final String EVENTS = "events.";

        private boolean holds(Case of, LocalDate day) {
            return (models == null || models.matcher(of.model()).matches())
                    && (before == null || day.isBefore(before))
                    && (streamed == null || streamed == of.isStreamed());
        }

        private OutputForm over(OutputForm below) {
            Map<OutputForm.Part, Template> allObjects = merged(OutputForm.Part.class, below.objects(), objects);
            Map<OutputForm.Event, Template> allEvents = merged(OutputForm.Event.class, below.events(), events);
            Set<OutputForm.Trait> given = EnumSet.noneOf(OutputForm.Trait.class);
            given.addAll(below.traits().given());
            traits.forEach((trait, holds) -> {
                if (holds) {
                    given.add(trait);
                } else {
                    given.remove(trait);
                }
            });
            EchoForm allEcho =
                    below.echo().with(echo.objects, echo.words, given.contains(OutputForm.Trait.STRICT_PARAMETERS));
            for (String path : without) {
                if (path.startsWith(ECHO)) {
                    allEcho = allEcho.without(path.substring(ECHO.length()));
                } else if (path.startsWith(EVENTS)) {
                    allEvents.replaceAll((event, template) -> template.without(path.substring(EVENTS.length())));
                } else {
                    partOf(path)
                            .ifPresent(part -> allObjects.computeIfPresent(
                                    part, (name, template) -> template.without(path.substring(path.indexOf('.') + 1))));
                }
            }
            return new OutputForm(
                    allObjects,
                    allEvents,
                    merged(OutputForm.Id.class, below.ids(), ids),
                    allEcho,
                    new OutputForm.Traits(
                            given, reasoning == null ? below.traits().reasoning() : reasoning),
                    added.isEmpty() ? below.added() : added);
        }

        /** Whether a path names a member that a layer can remove. */
        public static boolean canRemove(String path) {
            return path.startsWith(ECHO)
                    || path.startsWith(EVENTS)
                    || partOf(path).isPresent();
        }

        private static Optional<OutputForm.Part> partOf(String path) {
            return List.of(OutputForm.Part.values()).stream()
                    .filter(part -> path.startsWith(part.word() + "."))
                    .findFirst();
        }

        private static <K extends Enum<K>, V> Map<K, V> merged(Class<K> keys, Map<K, V> below, Map<K, V> above) {
            Map<K, V> merged = new EnumMap<>(keys);
            merged.putAll(below);
            merged.putAll(above);
            return merged;
        }
    }

    /**
     * The changes of a layer to the repeated request.
     *
     * @param objects the members of each object
     * @param words the values that are repeated in place of words that were sent
     */
    public record Echo(Map<String, List<EchoForm.Member>> objects, Map<String, Map<String, JsonNode>> words) {
        public Echo {
            objects = Map.copyOf(new HashMap<>(objects));
            words = Map.copyOf(new HashMap<>(words));
        }
    }
}
