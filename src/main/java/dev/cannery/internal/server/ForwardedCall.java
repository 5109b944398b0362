package dev.cannery.internal.server;

import dev.cannery.internal.server.sending.Relay;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A call that a provider answers.
 *
 * @param relay sends the answer
 * @param call the call
 */
record ForwardedCall(Relay relay, Call call) implements Upstream.Client {
    @Override
    public void begin(int status, Map<String, List<String>> headers) {
        relay.begin(status, headers);
    }

    @Override
    public void write(ByteBuffer bytes, Runnable next, Runnable gone) {
        call.guarded(() -> relay.write(bytes, next, gone));
    }

    @Override
    public void end() {
        call.guarded(relay::end);
    }

    @Override
    public void breakOff() {
        call.guarded(relay::breakOff);
    }

    @Override
    public void fail(int status, String sentence) {
        call.guarded(() -> call.refuse(status, sentence));
    }
}
