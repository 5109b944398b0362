package dev.cannery.internal.verify;

import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.verify.check.ForeignReply;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.exchange.Endpoint;
import dev.cannery.internal.verify.exchange.PatientClient;
import dev.cannery.internal.verify.exchange.ProviderClient;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.probe.ErrorProbe;
import dev.cannery.internal.verify.request.PlannedRequest;
import dev.cannery.internal.verify.result.Ending;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.verify.targets.Target;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the cases of one verification share: the target, the budget, and whether there is any use in going on. */
final class Session {
    /** Who answered so far. */
    private enum Voice {
        UNHEARD,
        FOREIGN,
        OF_API
    }

    private final Target target;
    private final VerificationSettings settings;
    private final PatientClient client;
    private final ReplyCheck check;
    private final Budget budget;
    private final TokenCounter tokens = new TokenCounter();
    private final @Nullable ReplyRecorder recorder;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final AtomicReference<Voice> voice = new AtomicReference<>(Voice.UNHEARD);

    Session(Target target, VerificationSettings settings) {
        this.target = target;
        this.settings = settings;
        this.client = new PatientClient(new ProviderClient(target.endpoint(), settings.timeouts()));
        this.check = new ReplyCheck(target.profile().answers());
        this.budget = new Budget(settings.budget());
        this.recorder = settings.recordings() == null ? null : new ReplyRecorder(settings.recordings());
    }

    Target target() {
        return target;
    }

    ReplyCheck check() {
        return check;
    }

    TokenCounter tokens() {
        return tokens;
    }

    /** The result as the settings see it. */
    InteractionResult judged(InteractionResult result) {
        return settings.judged(result);
    }

    Budget budget() {
        return budget;
    }

    /** Why nothing more is to be sent; empty while it is. */
    Optional<String> end() {
        return Optional.ofNullable(ending.get()).map(Ending::words);
    }

    /** The same with its cause, null while there is use in going on. */
    @Nullable
    Ending ending() {
        return ending.get();
    }

    /** Notes that the target cannot be used, so that nothing more is sent. */
    void end(String why) {
        end(new Ending(Ending.Cause.TARGET, why));
    }

    /** Notes why nothing more is sent; what was noted first stays. */
    void end(Ending first) {
        ending.compareAndSet(null, first);
    }

    /** Whether one more request may be sent; if not, that is the end. */
    boolean take() {
        Optional<String> usedUp = budget.take();
        usedUp.ifPresent(words -> end(new Ending(Ending.Cause.BUDGET, words)));
        return usedUp.isEmpty();
    }

    /**
     * Puts a request that was taken from the budget.
     *
     * @param isErrorWanted whether the answer should be an error, so that none is a reason to ask again
     * @param name what it is recorded as
     */
    Reply send(PlannedRequest request, boolean isErrorWanted, String name) throws InterruptedException {
        byte[] bytes = Json.compactBytes(request.body());
        ProviderClient asked = client.once().withQuery(request.query());
        Reply reply = isErrorWanted
                ? asked.send(bytes, request.headers())
                : new PatientClient(asked).send(bytes, request.headers(), busy -> !isQuota(busy) && take());
        if (recorder != null) {
            recorder.record(name, target, request.body(), reply);
        }
        listen(reply, asked, bytes, request.headers());
        return reply;
    }

    /** Whether this reply, as all before it, is that of something else than the API. */
    boolean isForeign(Reply reply) {
        return voice.get() == Voice.FOREIGN && ForeignReply.is(reply);
    }

    /** Learns who answers. Until the API has answered once, a reply that is not its own is doubted and the request is sent again. */
    private void listen(Reply reply, ProviderClient asked, byte[] bytes, Map<String, String> headers)
            throws InterruptedException {
        boolean isOdd = ForeignReply.is(reply);
        if (isOdd && voice.get() == Voice.UNHEARD) {
            boolean isOddAgain = !take() || ForeignReply.is(asked.send(bytes, headers));
            voice.compareAndSet(Voice.UNHEARD, isOddAgain ? Voice.FOREIGN : Voice.OF_API);
        } else if (!isOdd && reply.status() != 0) {
            voice.set(Voice.OF_API);
        }
    }

    /** What could not be recorded; empty when everything was. */
    Optional<String> recordingFault() {
        return recorder == null ? Optional.empty() : recorder.fault();
    }

    /** Whom a report says was asked. */
    VerificationResults.TargetFacts facts() {
        Endpoint.@Nullable ApiKey key = target.endpoint().key();
        String model = target.model();
        return new VerificationResults.TargetFacts(
                target.name(),
                target.endpoint().shownAddress(),
                target.profile().name(),
                model == null ? "" : model,
                key == null ? "" : key.name(),
                key == null ? "" : key.header());
    }

    /** Puts a request that was taken from the budget and that the target must refuse. */
    Reply send(ErrorProbe probe) throws InterruptedException {
        Endpoint.ApiKey key = target.endpoint().key();
        ProviderClient asked = probe.hasWrongKey() && key != null
                ? client.once().withKey(new Endpoint.ApiKey(key.name(), key.header(), ErrorProbe.WRONG_KEY))
                : client.once();
        byte[] bytes = probe.body().getBytes(StandardCharsets.UTF_8);
        Reply reply = new PatientClient(asked).send(bytes, Map.of(), busy -> !isQuota(busy) && take());
        if (recorder != null) {
            recorder.record(probe.name(), target, probe.shown(), reply);
        }
        listen(reply, asked, bytes, Map.of());
        return reply;
    }

    /** A quota that is used up comes back no sooner for being asked again. */
    private static boolean isQuota(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8).contains("insufficient_quota");
    }
}
