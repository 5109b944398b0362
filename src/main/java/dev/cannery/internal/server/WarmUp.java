package dev.cannery.internal.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One request of a server to itself, in the background, so that the first of a client does not pay for loading half of Jetty:
 * about a tenth of a second. Nobody else knows the path that it goes to.
 */
final class WarmUp {
    private static final int PATIENCE_MILLIS = 2_000;

    private final String path = "/" + UUID.randomUUID() + "/chat/completions";

    /** Whether a request to this path is ours. */
    boolean isAt(String requestPath) {
        return path.equals(requestPath);
    }

    void start(URI root) {
        Startup.inBackground(() -> run(root));
    }

    private void run(URI root) {
        // No JSON, so that no interaction can match.
        String request =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\n-";
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The server was closed at once, or is very busy: then it needs no warming.
        }
    }
}
