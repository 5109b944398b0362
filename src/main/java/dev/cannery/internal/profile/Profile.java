package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.profile.answer.AnswerTables;
import dev.cannery.internal.profile.model.Model;
import dev.cannery.internal.profile.model.ModelCatalog;
import dev.cannery.internal.profile.model.ModelInfo;
import dev.cannery.internal.profile.rule.Setting;
import dev.cannery.internal.wire.Secrets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a provider accepts and how it refuses. Immutable, and may be shared between threads.
 *
 * <p>{@link ProfileReader} makes profiles from data. A review reads the request's tree and stores nothing.
 */
public final class Profile {
    /** The name of the profile that is used when none is named. */
    public static final String DEFAULT = "openai";

    private final Description description;
    private final Plan plan;
    private final @Nullable Twin twin;
    private final Words words;
    private final AnswerStyle style;

    Profile(Description description, Plan plan, @Nullable Twin twin, Words words) {
        this.description = description;
        this.plan = plan;
        this.twin = twin;
        this.words = words;
        this.style = words.style().naming(this::snapshotOf);
    }

    /** Returns the profile's name, as {@code openai}. */
    public String name() {
        return description.name();
    }

    /** Returns what the profile stands for, in a few words. */
    public String about() {
        return description.about();
    }

    /** Whether the path is one that only this provider has. */
    public boolean owns(String path) {
        return !description.paths().isEmpty() && path.contains(description.paths());
    }

    /** Returns everything that is wrong with the request; the first finding is what the provider would answer. */
    public Review review(ChatRequest request) {
        Plan judge = planFor(request);
        List<ApiError> errors = judge.judge(request, false).errors();
        return new Review(
                name(),
                judge.request(),
                errors.stream().map(words.refusals()::of).toList());
    }

    /** Returns what the provider would answer instead of a completion: the first finding of a review, found sooner. */
    public Optional<ApiError> refusalOf(ChatRequest request) {
        List<ApiError> errors = planFor(request).judge(request, true).errors();
        return errors.stream().findFirst().map(words.refusals()::of);
    }

    /** Returns the refusal of a request without a key. */
    public ApiError refusalOfNoKey() {
        return words.refusals().ofNoKey();
    }

    /** Returns the refusal of a request with a wrong key, which repeats the key as the provider masks it. */
    public ApiError refusalOfKey(String key) {
        return words.refusals().ofWrongKey(key);
    }

    /** Returns the refusal of a request at an address that does not complete chats; empty at one that does. */
    public Optional<ApiError> refusalOfAddress(ChatRequest request) {
        return description.addresses().take(request)
                ? Optional.empty()
                : Optional.of(refusalOfPath("POST", request.path()));
    }

    /** Returns an address at which the provider completes chats, path and query. */
    public String exampleAddress() {
        return description.addresses().example();
    }

    /** Returns the refusal of a path that the provider does not have. */
    public ApiError refusalOfPath(String method, String path) {
        return refusalOfCall("unknown_url", 404, method, path);
    }

    /** Returns the refusal of a method that a path does not have. */
    public ApiError refusalOfMethod(String method, String path) {
        return refusalOfCall("method_not_supported", 405, method, path);
    }

    private ApiError refusalOfCall(String name, int status, String method, String path) {
        ApiError refusal = words.style()
                .errors()
                .named(name)
                .map(NamedError::error)
                .orElseGet(
                        () -> new ApiError(status, "invalid_request_error", null, null, "Not found: {method} {path}"));
        return MessageTemplate.filled(refusal, Map.of("method", method, "path", Secrets.redactAddress(path)));
    }

    /** Returns how the provider's answers look: its errors, its headers, what it adds to a completion. */
    public AnswerStyle style() {
        return style;
    }

    /** Returns the schema of the provider's answers. */
    public AnswerTables answers() {
        return words.answers();
    }

    /** Returns the models that the provider lists; empty when the profile names none. */
    public List<ModelInfo> models() {
        return setting().models().served(setting().day());
    }

    /** Returns the names of the provider's chat models, including those that were shut down. */
    public List<String> publishedModels() {
        return setting().models().published(setting().day());
    }

    /**
     * Returns the name that an answer carries as its {@code model}: the dated snapshot behind an alias, if it is known.
     * A profile that lists no models answers as the default one.
     */
    public String snapshotOf(String model) {
        Profile listing = setting().models().isEmpty() ? ProfileReader.read(DEFAULT) : this;
        Model known = listing.setting().models().find(model, setting().day());
        return known == null || !known.info().id().equals(model) ? model : known.snapshot();
    }

    /** Returns the day from which the model is refused; empty if no end was announced or the model is unknown. */
    public Optional<LocalDate> endOf(String model) {
        return Optional.ofNullable(setting().models().find(model, setting().day()))
                .map(Model::shutdown);
    }

    /** Returns the day as of which requests are judged. */
    public LocalDate day() {
        return setting().day();
    }

    /** Returns this profile as of another day, which decides which models are served and what a name stands for. */
    public Profile asOf(LocalDate day) {
        return with(setting -> setting.asOf(day));
    }

    /** Returns this profile for a provider that serves a model of this name, of its own if the profile does not know it. */
    public Profile serving(String model) {
        ModelCatalog models = setting().models();
        Model known = models.find(model, setting().day());
        boolean isServed = known != null && !known.isShutDownOn(setting().day()) && known.elsewhere() == null;
        if (isServed || models.isEmpty()) {
            return this;
        }
        ModelCatalog own = models.declaring(model);
        return with(setting -> setting.serving(own));
    }

    /** Returns this profile with a counter of tokens, by which it refuses messages that exceed a model's context. */
    public Profile counting(ToIntFunction<ChatRequest> tokens) {
        return with(setting -> setting.counting(tokens));
    }

    Description description() {
        return description;
    }

    Plan plan() {
        return plan;
    }

    @Nullable
    Twin twin() {
        return twin;
    }

    private Profile with(UnaryOperator<Setting> change) {
        Twin changed = twin == null
                ? null
                : new Twin(twin.field(), twin.plan().in(change.apply(twin.plan().setting())));
        return new Profile(description, plan.in(change.apply(setting())), changed, words);
    }

    private Setting setting() {
        return plan.setting();
    }

    private Plan planFor(ChatRequest request) {
        return twin != null && twin.isMeantBy(request) ? twin.plan() : plan;
    }

    /**
     * A second type of request at the same place.
     *
     * @param field the field that is true in such a request
     * @param plan how it is judged
     */
    record Twin(String field, Plan plan) {
        boolean isMeantBy(ChatRequest request) {
            return request.field(field).isBoolean() && request.field(field).booleanValue();
        }
    }

    /**
     * How the provider answers and refuses.
     *
     * @param style how its answers look
     * @param answers the schema of its answers
     * @param refusals what it refuses in words of its own
     */
    record Words(ProviderStyle style, ProviderRefusals refusals, AnswerTables answers) {}

    /**
     * What describes a profile.
     *
     * @param name its name
     * @param about what it stands for, in one line
     * @param paths a part of the paths that only this provider has, as {@code /openai/}; empty when it has none
     * @param addresses where it takes requests for chat completions
     * @param deviations in what it is known to differ from the provider
     */
    record Description(String name, String about, String paths, ChatAddresses addresses, List<String> deviations) {
        Description {
            deviations = List.copyOf(deviations);
        }
    }
}
