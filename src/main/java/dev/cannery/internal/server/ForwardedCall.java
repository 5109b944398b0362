package dev.cannery.internal.server;

import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.sending.Relay;
import dev.cannery.internal.server.transport.AnswerReceiver;
import dev.cannery.internal.server.transport.ProviderConnections;
import dev.cannery.internal.server.transport.ProviderRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.URIUtil;

/** A call that a provider answers. Its methods are called one after the other. */
final class ForwardedCall implements Upstream.Client {
    private final ProviderConnections providers;
    private final Relay relay;
    private final Call call;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<ByteBuffer> sent = new ArrayList<>();
    private int status;

    /**
     * Creates a call.
     *
     * @param providers sends the request
     * @param relay sends the answer
     * @param call the call
     */
    ForwardedCall(ProviderConnections providers, Relay relay, Call call) {
        this.providers = providers;
        this.relay = relay;
        this.call = call;
    }

    /** Returns what is sent to the provider. */
    static Upstream.Sent requestOf(Call call) {
        String query = call.request().getHttpURI().getQuery();
        return new Upstream.Sent(
                call.isChat(),
                call.method(),
                call.path(),
                ApiPath.belowBase(URIUtil.encodePathSafeEncoding(call.path())),
                query == null ? "" : query,
                call.headers(),
                call.body());
    }

    @Override
    public void ask(ProviderRequest request, AnswerReceiver receiver) {
        providers.send(request, receiver);
    }

    @Override
    public void begin(int code, Map<String, List<String>> all) {
        status = code;
        all.forEach((name, values) -> headers.put(name, String.join(", ", values)));
        relay.begin(code, all);
    }

    @Override
    public void write(ByteBuffer bytes, Runnable next, Runnable gone) {
        sent.add(bytes.duplicate());
        call.guarded(() -> relay.write(bytes, next, () -> {
            record();
            gone.run();
        }));
    }

    /** Records what was sent, before the client learns of the end. */
    private void record() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (ByteBuffer part : sent) {
            byte[] bytes = new byte[part.remaining()];
            part.duplicate().get(bytes);
            body.writeBytes(bytes);
        }
        call.recordForwarded(
                new RenderedResponse(status, headers, new Body.Whole(ByteBuffer.wrap(body.toByteArray())), Delay.NONE));
    }

    @Override
    public void end() {
        call.guarded(() -> {
            record();
            relay.end();
        });
    }

    @Override
    public void breakOff() {
        call.guarded(() -> {
            record();
            relay.breakOff();
        });
    }

    @Override
    public void fail(int code, String sentence) {
        call.guarded(() -> call.refuse(code, sentence));
    }
}
