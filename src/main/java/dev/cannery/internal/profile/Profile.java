package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.profile.answer.AnswerTables;
import dev.cannery.internal.profile.model.Model;
import dev.cannery.internal.profile.model.ModelCatalog;
import dev.cannery.internal.profile.model.ModelInfo;
import dev.cannery.internal.profile.model.ModelList;
import dev.cannery.internal.profile.rule.Setting;
import dev.cannery.internal.profile.sign.Sign;
import dev.cannery.internal.wire.Secrets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a provider accepts or refuses requests, and the format of its responses. Immutable and thread-safe.
 *
 * <p>{@link ProfileReader} reads profiles from data files.
 */
public final class Profile {
    /** The name of the default profile. */
    public static final String DEFAULT = "openai";

    private final Description description;
    private final Plan plan;
    private final @Nullable StreamVariant streamVariant;
    private final Words words;
    private final AnswerStyle style;
    private final @Nullable LazyProfile responses;

    /**
     * Creates a profile.
     *
     * @param streamVariant the checks of streaming requests; null if they are the same
     * @param responses the provider's profile of the Responses API; null if it does not have that API
     */
    Profile(
            Description description,
            Plan plan,
            @Nullable StreamVariant streamVariant,
            Words words,
            @Nullable LazyProfile responses) {
        this.description = description;
        this.plan = plan;
        this.streamVariant = streamVariant;
        this.words = words;
        this.responses = responses;
        this.style = words.style().knowing(this::snapshotOf, this::reasons);
    }

    /** Returns the profile's name, such as {@code openai}. */
    public String name() {
        return description.name();
    }

    /** Returns the traits by which its responses are recognized. */
    List<Sign> signs() {
        return description.signs();
    }

    /** Returns a short description of what the profile models. */
    public String about() {
        return description.about();
    }

    /** Returns the endpoint whose requests it checks. */
    public ChatEndpoint endpoint() {
        return description.endpoint();
    }

    /** Returns the provider's profile of an endpoint, with the same models and on the same day; empty if it does not have that. */
    public Optional<Profile> at(ChatEndpoint endpoint) {
        if (endpoint == endpoint()) {
            return Optional.of(this);
        }
        return Optional.ofNullable(responses).map(LazyProfile::get);
    }

    /** Returns the provider's differences from OpenAI, each in one sentence. */
    public List<String> differences() {
        return description.differences().stream().map(Difference::what).toList();
    }

    /** Whether it accepts requests at {@code /v1/chat/completions}, to which clients send by themselves. */
    public boolean isAtUsualAddress() {
        return description.addresses().takeUsual();
    }

    /** Whether only this provider has the path. */
    public boolean owns(String path) {
        return !description.paths().isEmpty() && path.contains(description.paths());
    }

    /** Returns everything that is wrong with the request. The first finding is the error that the provider would send. */
    public Review review(ChatRequest request) {
        Plan judge = planFor(request);
        List<ApiError> errors = judge.judge(request, false).errors();
        return new Review(
                name(),
                judge.request(),
                errors.stream().map(words.refusals()::of).toList());
    }

    /**
     * Returns the error that the provider would send, at the endpoint of the request: the first finding of a review, without
     * looking for others.
     */
    public Optional<ApiError> refusalOf(ChatRequest request) {
        Profile served = at(request.endpoint()).orElse(this);
        if (served != this) {
            return served.refusalOf(request);
        }
        List<ApiError> errors = planFor(request).judge(request, true).errors();
        return errors.stream().findFirst().map(words.refusals()::of);
    }

    /** Returns the refusal of a request without an API key. */
    public ApiError refusalOfNoKey() {
        return words.refusals().ofNoKey();
    }

    /** Returns the refusal of a request with a wrong API key, which repeats the key masked as the provider masks it. */
    public ApiError refusalOfKey(String key) {
        return words.refusals().ofWrongKey(key);
    }

    /** Returns the refusal of a request at an address that the provider does not have; empty for a valid address. */
    public Optional<ApiError> refusalOfAddress(ChatRequest request) {
        return request.endpoint() == endpoint() && description.addresses().take(request)
                ? Optional.empty()
                : Optional.of(refusalOfPath("POST", request.path()));
    }

    /** Returns an address for chat completions, path and query. */
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

    /** Returns the format of the provider's responses: errors, headers, and additional members. */
    public AnswerStyle style() {
        return style;
    }

    /** Returns the schema of the provider's responses. */
    public AnswerTables answers() {
        return words.answers();
    }

    /** Returns the models that the provider lists; empty when the profile names none. */
    public List<ModelInfo> models() {
        return setting().models().served(setting().day());
    }

    /** Returns the form in which it lists its models. */
    public ModelList modelList() {
        return description.modelList();
    }

    /** Returns the names of the provider's chat models, including those that were shut down. */
    public List<String> publishedModels() {
        return setting().models().published(setting().day());
    }

    /**
     * Returns the {@code model} of a response to a request for this model: the dated snapshot of an alias, if it is known. A
     * profile without models uses the default profile's.
     */
    public String snapshotOf(String model) {
        Model known = known(model);
        return known == null || !known.info().id().equals(model) ? model : known.snapshot();
    }

    /** Whether the model is known to reason. A profile that lists no models answers as the default one. */
    public boolean reasons(String model) {
        Model known = known(model);
        return known != null && known.traits().effort() != null;
    }

    private @Nullable Model known(String model) {
        Profile listing = setting().models().isEmpty() ? ProfileReader.read(DEFAULT) : this;
        return listing.setting().models().find(model, setting().day());
    }

    /** Whether the model is known, and served by the Responses API but not by chat completions. */
    public boolean isOnlyInResponses(String model) {
        Model known = setting().models().find(model, setting().day());
        return known != null && known.notServed() != null && known.isInResponses();
    }

    /** Returns the day from which the model is refused; empty if no end was announced or the model is unknown. */
    public Optional<LocalDate> endOf(String model) {
        return Optional.ofNullable(setting().models().find(model, setting().day()))
                .map(Model::shutdown);
    }

    /** Returns the day whose rules and models apply. */
    public LocalDate day() {
        return setting().day();
    }

    /** Returns this profile as of another day, which determines the available models and the snapshots of aliases. */
    public Profile asOf(LocalDate day) {
        Profile dated = with(setting -> setting.asOf(day));
        Words of = new Words(words.style().asOf(day), words.refusals(), words.answers());
        return new Profile(
                dated.description,
                dated.plan,
                dated.streamVariant,
                of,
                responses == null ? null : responses.with(other -> other.asOf(day)));
    }

    /** Returns this profile with an additional model of this name, unless the profile knows it. */
    public Profile serving(String model) {
        ModelCatalog models = setting().models();
        Model known = models.find(model, setting().day());
        boolean isServed = known != null && !known.isShutDownOn(setting().day()) && known.notServed() == null;
        if (isServed || models.isEmpty()) {
            return this;
        }
        ModelCatalog own = models.declaring(model);
        return with(setting -> setting.serving(own));
    }

    /** Returns this profile with a token counter, so that it refuses messages that exceed a model's context. */
    public Profile counting(ToIntFunction<ChatRequest> tokens) {
        return with(setting -> setting.counting(tokens));
    }

    Description description() {
        return description;
    }

    Plan plan() {
        return plan;
    }

    private Profile with(UnaryOperator<Setting> change) {
        StreamVariant changed = streamVariant == null
                ? null
                : new StreamVariant(
                        streamVariant.field(),
                        streamVariant
                                .plan()
                                .in(change.apply(streamVariant.plan().setting())));
        return new Profile(
                description,
                plan.in(change.apply(setting())),
                changed,
                words,
                responses == null ? null : responses.with(other -> other.with(change)));
    }

    /** Returns this profile with the provider's profile of the Responses API; null if it does not have that API. */
    Profile with(@Nullable LazyProfile other) {
        return new Profile(description, plan, streamVariant, words, other);
    }

    /** Returns this profile of another endpoint as that of a provider: with its name, models, day, addresses and errors. */
    Profile as(Profile provider) {
        Profile serving =
                with(setting -> setting.serving(provider.setting().models()).asOf(provider.day()));
        Words own = provider.words;
        return new Profile(
                description.of(provider.description),
                serving.plan,
                serving.streamVariant,
                description.hasProvidersErrors()
                        ? new Words(words.style().withErrorsOf(own.style()), own.refusals(), words.answers())
                        : words,
                null);
    }

    private Setting setting() {
        return plan.setting();
    }

    private Plan planFor(ChatRequest request) {
        return streamVariant != null && streamVariant.appliesTo(request) ? streamVariant.plan() : plan;
    }

    /**
     * A second type of request at the same address, used when a field is true.
     *
     * @param field the field that selects this type when it is true
     * @param plan the checks of such a request
     */
    record StreamVariant(String field, Plan plan) {
        boolean appliesTo(ChatRequest request) {
            return request.field(field).isBoolean() && request.field(field).booleanValue();
        }
    }

    /**
     * The format of the provider's responses and refusals.
     *
     * @param style the format of its responses
     * @param refusals the refusals with the provider's own wording
     * @param answers the schema of its responses
     */
    record Words(ProviderStyle style, ProviderRefusals refusals, AnswerTables answers) {}

    /**
     * The description of a profile.
     *
     * @param name its name
     * @param endpoint the endpoint whose requests it checks
     * @param about what it models, in one line
     * @param paths a part of the paths that only this provider has, such as {@code /openai/}; empty when it has none
     * @param addresses where it accepts chat completion requests
     * @param deviations its known deviations from the provider
     * @param differences its differences from OpenAI
     * @param signs the traits by which its responses are recognized
     * @param hasProvidersErrors whether its errors and headers are those of the profile that refers to it
     * @param modelList the form in which it lists its models
     */
    record Description(
            String name,
            ChatEndpoint endpoint,
            String about,
            String paths,
            ChatAddresses addresses,
            List<String> deviations,
            List<Difference> differences,
            List<Sign> signs,
            boolean hasProvidersErrors,
            ModelList modelList) {
        Description {
            signs = List.copyOf(signs);
            differences = List.copyOf(differences);
            deviations = List.copyOf(deviations);
        }

        /** Returns this description for a provider: with its name, and its addresses if it has no others. */
        Description of(Description provider) {
            return new Description(
                    provider.name,
                    endpoint,
                    about,
                    provider.paths,
                    addresses.known().isEmpty() ? provider.addresses.at(endpoint) : addresses,
                    deviations,
                    differences,
                    signs,
                    hasProvidersErrors,
                    provider.modelList);
        }
    }

    /**
     * One way in which a provider differs from OpenAI.
     *
     * @param what the difference, in one sentence
     * @param from the source of the fact: recorded with its counts, read in the provider's source, or only reported
     */
    record Difference(String what, String from) {}
}
