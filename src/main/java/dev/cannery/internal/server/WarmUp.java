package dev.cannery.internal.server;

import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One request of a server to itself, in the background, so that the first of a client does not pay for loading half of
 * Jetty: about a tenth of a second. It goes to a path that nobody else knows and is not recorded.
 */
final class WarmUp {
    private static final int PATIENCE_MILLIS = 2_000;

    private final String path = "/" + UUID.randomUUID() + "/chat/completions";

    /** Whether a request to this path is ours. */
    boolean isAt(String requestPath) {
        return path.equals(requestPath);
    }

    /**
     * Loads what takes longest in the first start of a JVM, beside whatever its user does meanwhile: the profile that most
     * contracts name, and Jetty with the table of tokens that most models count by. For later servers all is there.
     */
    static void loadAhead() {
        inBackground(() -> ProfileReader.read(Profile.DEFAULT));
        inBackground(() -> {
            awaitJetty();
            new TokenCounter(0, 0).tokens("", " ");
        });
    }

    /** Waits until Jetty is loaded, so that no two threads initialize its classes, which could wait for each other. */
    static void awaitJetty() {
        JettyClasses.load();
    }

    void start(URI root) {
        inBackground(() -> run(root));
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "cannery-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(URI root) {
        // No JSON, so that no interaction can match and none is counted.
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

    /** The JVM initializes a class once, and lets others wait for it: there is no state to guard here. */
    private static final class JettyClasses {
        static {
            FrontServer.loadClasses();
        }

        private JettyClasses() {}

        static void load() {}
    }
}
