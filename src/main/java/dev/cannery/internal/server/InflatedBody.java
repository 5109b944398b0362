package dev.cannery.internal.server;

import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.transport.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Decompresses bodies within the limits that hold for all; WireMock decompresses them without any. */
final class InflatedBody {
    private static final int MAGIC = 0x1f;
    private static final int MAGIC_NEXT = 0x8b;
    private static final int BUFFER = 8_192;

    private InflatedBody() {}

    /**
     * Returns the body, decompressed if it is compressed by gzip.
     *
     * @param most the largest size that is allowed
     * @param memory takes the size of what was decompressed
     * @throws RefusedException if the body is too large or there is no memory for it
     */
    static byte[] of(byte[] body, int most, MemoryBudget.Share memory) throws RefusedException {
        if (body.length < 3 || (body[0] & 0xff) != MAGIC || (body[1] & 0xff) != MAGIC_NEXT) {
            return body;
        }
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (inflated.size() + read > most) {
                    throw new RefusedException(ServerError.bodyTooLarge(most));
                }
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

    /** Reports that a body is refused. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient ServerError error;

        private RefusedException(ServerError error) {
            this.error = error;
        }

        ServerError error() {
            return error;
        }
    }
}
