package dev.cannery.internal.server.admin;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body has been read and is read again from memory. */
public final class ReplayedRequest extends Request.Wrapper {
    private final byte[] bytes;
    private final Content.Source body;

    public ReplayedRequest(Request wrapped, byte[] body) {
        super(wrapped);
        this.bytes = body;
        this.body = Content.Source.from(ByteBuffer.wrap(body));
    }

    /** Returns the body, which must not be modified. */
    public byte[] body() {
        return bytes;
    }

    @Override
    public long getLength() {
        return body.getLength();
    }

    @Override
    public Content.Chunk read() {
        return body.read();
    }

    @Override
    public boolean consumeAvailable() {
        body.fail(new IllegalStateException("the rest of the body is not needed"));
        return true;
    }

    @Override
    public void demand(Runnable demandCallback) {
        body.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
        body.fail(failure);
    }
}
