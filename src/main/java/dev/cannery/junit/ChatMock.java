package dev.cannery.junit;

import dev.cannery.Interaction;
import dev.cannery.InteractionBuilder;
import dev.cannery.RecordedExchange;
import dev.cannery.RequestRule;
import dev.cannery.Responder;
import dev.cannery.Response;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.server.OpenScope;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * The mock of one test: its base URL, ad-hoc replies in addition to its contracts, and assertions on the received requests.
 *
 * <p>A mock that is injected outside of a test, for example in {@code @BeforeAll}, always acts on the running test.
 */
public final class ChatMock {
    /** The name of the interactions that {@link #reply} and {@link #when} create. */
    static final String REPLY = "reply";

    /** The name of the mock in messages of assertions. */
    static final String SUBJECT = "the mock";

    private final OpenScope address;
    private final Supplier<OpenScope> scope;
    private final Replies replies;

    ChatMock(OpenScope address, Supplier<OpenScope> scope, Replies replies) {
        this.address = address;
        this.scope = scope;
        this.replies = replies;
    }

    /** Returns the base URL for clients; it ends in {@code /v1}. */
    public URI baseUrl() {
        return address.baseUrl();
    }

    /** Returns the base URL without {@code /v1}, for clients that add it themselves. */
    public URI rootUrl() {
        return address.rootUrl();
    }

    /** Responds to every request with this text from now on; several texts are given in turn, and the last repeats. */
    public void reply(String... texts) {
        when().reply(texts);
    }

    /**
     * Responds to every request from now on; several responses are given in turn, and the last repeats. Replies and
     * interactions that are added later come first.
     *
     * @throws IllegalArgumentException if a contract file with the same content would be invalid; the message is the same
     */
    public void reply(Response... responses) {
        when().reply(responses);
    }

    /**
     * Computes the response to each request that no interaction or earlier reply matches:
     * {@code mock.reply(request -> text("Hello " + request.model()))}.
     */
    public void reply(Responder responder) {
        scope.get().respondBy(responder, replies.provider());
    }

    /** Returns the profile that reviews requests to its replies. */
    String provider() {
        return replies.provider();
    }

    /** Returns a builder of a reply, which resolves the names of errors for the mock's provider. */
    InteractionBuilder begin() {
        return Interaction.named(REPLY).errorsOf(replies.provider());
    }

    /** Selects the requests that satisfy these rules, for a reply: {@code when(prompt(contains("hi"))).reply("Hello")}. */
    public ReplyBuilder when(RequestRule... rules) {
        return new ReplyBuilder(this, rules);
    }

    /** Adds interactions, which are matched in this order before all existing ones. */
    public void add(Interaction... interactions) {
        List<LoadedInteraction> placed = Arrays.stream(interactions)
                .map(each -> LoadedInteraction.of(each).withSource(CallSite.find(ChatMock.class, ReplyBuilder.class)))
                .toList();
        scope.get().putFirst(new LoadedContract(Replies.CONTRACT, Replies.CONTRACT, replies.provider(), placed));
        replies.made(placed);
    }

    /** Returns the requests received so far and their responses, oldest first, without secrets. */
    public List<RecordedExchange> exchanges() {
        return scope.get().exchanges();
    }

    /**
     * Returns the latest exchange.
     *
     * @throws NoSuchElementException if nothing was sent yet
     */
    public RecordedExchange lastExchange() {
        List<RecordedExchange> all = exchanges();
        if (all.isEmpty()) {
            throw new NoSuchElementException("no request was sent to " + baseUrl());
        }
        return all.get(all.size() - 1);
    }

    /** Asserts that a request was received. Further assertions may follow. */
    public CallAssert assertCalled() {
        return allCalls().atLeastOnce();
    }

    /**
     * Asserts that the interaction answered a request. Further assertions on its calls may follow.
     *
     * @throws IllegalArgumentException if there is no interaction of this name
     */
    public CallAssert assertCalled(String interaction) {
        return callsOf(interaction).atLeastOnce();
    }

    /** Asserts that no request was received. */
    public void assertNotCalled() {
        allCalls().times(0);
    }

    /**
     * Asserts that the interaction answered no request.
     *
     * @throws IllegalArgumentException if there is no interaction of this name
     */
    public void assertNotCalled(String interaction) {
        callsOf(interaction).times(0);
    }

    /**
     * Asserts that these interactions answered one after the other; others may have answered between them.
     *
     * @throws IllegalArgumentException if there is no interaction of one of these names
     */
    public void assertInOrder(String... interactions) {
        Arrays.stream(interactions).forEach(this::requireKnown);
        CallAssert.inOrder(List.of(interactions), exchanges());
    }

    /**
     * Asserts that the code under test recovered from responses that misbehaved: another request followed, each has a result for
     * every call and sends nothing broken or empty back, and the last response is valid. If the misbehaviour of
     * {@link ChatMockVariants} has found nothing to change, the test is aborted instead.
     */
    public void assertRecovered() {
        assertRecovered(Integer.MAX_VALUE);
    }

    /** Asserts as {@link #assertRecovered()} that the code recovered, with at most so many requests after the first such response. */
    public void assertRecovered(int within) {
        new Recovery(exchanges(), scope.get().pendingMisbehaviour()).require(within);
    }

    private CallAssert allCalls() {
        List<RecordedExchange> all = exchanges();
        return new CallAssert(SUBJECT, all, all.size() + scope.get().dropped(), all);
    }

    private CallAssert callsOf(String interaction) {
        requireKnown(interaction);
        List<RecordedExchange> all = exchanges();
        List<RecordedExchange> calls = all.stream()
                .filter(exchange -> interaction.equals(exchange.interaction()))
                .toList();
        int count = scope.get().dropped() == 0 ? calls.size() : uses(interaction);
        return new CallAssert("'" + interaction + "'", calls, count, all);
    }

    private int uses(String interaction) {
        return scope.get().uses().stream()
                .filter(use -> use.interaction().name().equals(interaction))
                .flatMap(use -> use.calls().stream())
                .mapToInt(Long::intValue)
                .sum();
    }

    private void requireKnown(String interaction) {
        new InteractionNames(scope.get().contracts()).problem(interaction).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    @Override
    public String toString() {
        return "ChatMock[" + baseUrl() + "]";
    }
}
