package dev.cannery.junit;

import static dev.cannery.internal.contract.dsl.Interactions.contract;
import static dev.cannery.internal.contract.dsl.Interactions.interaction;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.dsl.InteractionDraft;
import dev.cannery.internal.contract.dsl.RequestRule;
import dev.cannery.internal.server.ChatScope;
import dev.cannery.internal.server.RecordedExchange;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * The mock of one test: where it is, what it answers beside its contracts, and what was sent to it.
 *
 * <p>One that is taken where no test runs yet, as in {@code @BeforeAll}, is the mock of the test that runs when it is asked.
 */
public final class ChatMock {
    /** The name of every reply of {@link #reply} and {@link #when}. */
    static final String REPLY = "reply";

    /** The mock as the sentences of assertions name it. */
    static final String SUBJECT = "the mock";

    private final ChatScope address;
    private final Supplier<ChatScope> scope;
    private final Replies replies;

    ChatMock(ChatScope address, Supplier<ChatScope> scope, Replies replies) {
        this.address = address;
        this.scope = scope;
        this.replies = replies;
    }

    /** What a client takes as its base URL; it ends in {@code /v1}. */
    public URI baseUrl() {
        return address.baseUrl();
    }

    /** The base URL without {@code /v1}, for clients that add it themselves. */
    public URI rootUrl() {
        return address.rootUrl();
    }

    /**
     * Answers every request from now on, ahead of all that was said before; several answers are given one after the other, and
     * the last repeats.
     *
     * @param answers texts, {@link dev.cannery.internal.contract.dsl.Answer}s or maps of the keys of a contract's {@code response}
     * @throws IllegalArgumentException when a contract that said the same would be refused, with the same sentence
     */
    public void reply(Object... answers) {
        when().reply(answers);
    }

    /** Requests that satisfy these rules, which want their answer. */
    public ReplyDraft when(RequestRule... rules) {
        InteractionDraft draft = interaction(REPLY);
        return new ReplyDraft(this, rules.length == 0 ? draft : draft.when(rules));
    }

    /** Answers by these interactions from now on, ahead of all that was said before, the first of them first. */
    public void add(LoadedInteraction... interactions) {
        LoadedInteraction[] placed = Arrays.stream(interactions)
                .map(each -> each.withSource(CallSite.find(ChatMock.class, ReplyDraft.class)))
                .toArray(LoadedInteraction[]::new);
        scope.get().putFirst(contract(Replies.CONTRACT, Replies.CONTRACT, replies.provider(), placed));
        replies.made(List.of(placed));
    }

    /** What was sent so far and how it was answered, the oldest first; without secrets. */
    public List<RecordedExchange> exchanges() {
        return scope.get().exchanges();
    }

    /**
     * The latest exchange.
     *
     * @throws NoSuchElementException when nothing was sent yet
     */
    public RecordedExchange lastExchange() {
        List<RecordedExchange> all = exchanges();
        if (all.isEmpty()) {
            throw new NoSuchElementException("no request was sent to " + baseUrl());
        }
        return all.get(all.size() - 1);
    }

    /** Asserts that anything was sent, and goes on to say more of it. */
    public CallAssert assertCalled() {
        return allCalls().atLeastOnce();
    }

    /**
     * Asserts that the interaction answered, and goes on to say more of what it answered.
     *
     * @throws IllegalArgumentException when there is no interaction of this name
     */
    public CallAssert assertCalled(String interaction) {
        return callsOf(interaction).atLeastOnce();
    }

    /** Asserts that nothing was sent. */
    public void assertNotCalled() {
        allCalls().times(0);
    }

    /**
     * Asserts that the interaction answered nothing.
     *
     * @throws IllegalArgumentException when there is no interaction of this name
     */
    public void assertNotCalled(String interaction) {
        callsOf(interaction).times(0);
    }

    /**
     * Asserts that these interactions answered one after the other; others may have answered between them.
     *
     * @throws IllegalArgumentException when there is no interaction of such a name
     */
    public void assertInOrder(String... interactions) {
        Arrays.stream(interactions).forEach(this::requireKnown);
        CallAssert.inOrder(List.of(interactions), exchanges());
    }

    private CallAssert allCalls() {
        List<RecordedExchange> all = exchanges();
        return new CallAssert(SUBJECT, all, all.size() + scope.get().forgotten(), all);
    }

    private CallAssert callsOf(String interaction) {
        requireKnown(interaction);
        List<RecordedExchange> all = exchanges();
        List<RecordedExchange> calls = all.stream()
                .filter(exchange -> interaction.equals(exchange.interaction()))
                .toList();
        int count = scope.get().forgotten() == 0 ? calls.size() : uses(interaction);
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
        new InteractionNames(scope.get().contracts()).complaint(interaction).ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint);
        });
    }

    @Override
    public String toString() {
        return "ChatMock[" + baseUrl() + "]";
    }
}
