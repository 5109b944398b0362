package dev.cannery.internal.server.admin;

import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.server.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Decompresses bodies within the common limits; WireMock decompresses them without a limit. */
public final class InflatedBody {
    private static final int MAGIC = 0x1f;
    private static final int MAGIC_NEXT = 0x8b;
    private static final int BUFFER = 8_192;

    private InflatedBody() {}

    /**
     * Returns the body, decompressed if it is gzip.
     *
     * @param transport limits the size, by the configured limit and by what the heap can hold
     * @param memory reserves the decompressed size
     * @throws RefusedException if the body is too large or there is no memory for it
     */
    public static byte[] of(byte[] body, Transport transport, MemoryBudget.Share memory) throws RefusedException {
        if (body.length < 3 || (body[0] & 0xff) != MAGIC || (body[1] & 0xff) != MAGIC_NEXT) {
            return body;
        }
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checkSize(inflated.size() + read, transport);
                if (!memory.take(read)) {
                    throw new RefusedException(ServerError.overloaded());
                }
                inflated.write(buffer, 0, read);
            }
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            // a body that only looks compressed
            return body;
        }
        return inflated.toByteArray();
    }

    private static void checkSize(int size, Transport transport) throws RefusedException {
        int most = transport.bodies().bytes();
        long longest = transport.longWork().longestBody();
        if (size > most) {
            throw new RefusedException(ServerError.bodyTooLarge(most));
        }
        if (size > longest) {
            throw new RefusedException(ServerError.bodyTooLargeForHeap(longest));
        }
    }

    /** Reports that a body is rejected. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient ServerError error;

        private RefusedException(ServerError error) {
            this.error = error;
        }

        public ServerError error() {
            return error;
        }
    }
}
