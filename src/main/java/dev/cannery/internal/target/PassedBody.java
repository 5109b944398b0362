package dev.cannery.internal.target;

import dev.cannery.internal.chat.FindingId;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Passes a body on as it arrives. The next bytes are requested when those before have been received. */
final class PassedBody implements HttpResponse.BodySubscriber<Void> {
    private final StreamReceiver receiver;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicReference<Flow.@Nullable Subscription> source = new AtomicReference<>();

    PassedBody(StreamReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source.set(subscription);
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription subscription = source.get();
        if (subscription != null) {
            receiver.receive(BodyCollector.bytesOf(buffers), () -> subscription.request(1), subscription::cancel);
        }
    }

    @Override
    public void onError(Throwable fault) {
        receiver.fail(new Reply.Failure(FindingId.BROKEN_OFF, "connection closed in the middle"));
        done.complete(null);
    }

    @Override
    public void onComplete() {
        receiver.end();
        done.complete(null);
    }
}
