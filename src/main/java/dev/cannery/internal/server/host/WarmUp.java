package dev.cannery.internal.server.host;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A request that a server sends to itself in the background, so that the first client does not wait for half of Jetty
 * to load, which takes about a tenth of a second. The path is secret.
 */
public final class WarmUp {
    private static final int PATIENCE_MILLIS = 2_000;

    private final String path = "/" + UUID.randomUUID() + "/chat/completions";

    /** Whether a path is that of the warm-up request. */
    public boolean isAt(String requestPath) {
        return path.equals(requestPath);
    }

    public void start(URI root) {
        Startup.inBackground(() -> run(root));
    }

    private void run(URI root) {
        // Not JSON, so that no interaction can match.
        String request =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\n-";
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The server was closed immediately or is very busy; either way it needs no warm-up.
        }
    }
}
