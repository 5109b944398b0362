package dev.cannery.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * {@code cannery rehearse}: serves itself and ends, so that a JVM which is told to writes down all classes that serving needs.
 */
@Command(
        name = "rehearse",
        description = {
            "Starts the server as serve does, on a free port, asks it for the answers of the contracts, and stops.",
            "With -XX:ArchiveClassesAtExit=FILE ahead of -jar it makes the archive by which later starts are quick."
        },
        mixinStandardHelpOptions = true)
final class RehearseCommand extends ServeOptions {
    private static final int FREE_PORT = 0;
    private static final int PATIENCE_MILLIS = 5_000;

    RehearseCommand() {
        super(FREE_PORT);
    }

    @Override
    void serve(Serving serving, Runnable ending) {
        try {
            if (serving.server().certificate().isPresent()) {
                throw new UserError("a rehearsal is held over plain HTTP: leave out --tls and --tls-keystore");
            }
            URL target = completions(serving.server().baseUrl());
            List<ObjectNode> bodies = Greeting.bodies(serving.contracts()).toList();
            int failed = 0;
            for (ObjectNode body : bodies) {
                boolean isWhole = isAnswered(target, body);
                boolean isStreamed = isAnswered(target, body.put("stream", true));
                failed += isWhole && isStreamed ? 0 : 1;
            }
            serving.out()
                    .println("rehearsed " + Greeting.counted(bodies.size(), "interaction")
                            + (failed == 0 ? "" : ", " + failed + " of which with an error or a fault"));
            serving.out().flush();
        } finally {
            ending.run();
        }
    }

    private static URL completions(URI baseUrl) {
        try {
            return new URL(baseUrl + "/chat/completions");
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a success came to its end; a contract may well ask for something else. */
    private static boolean isAnswered(URL target, ObjectNode body) {
        try {
            URLConnection asking = target.openConnection();
            asking.setConnectTimeout(PATIENCE_MILLIS);
            asking.setReadTimeout(PATIENCE_MILLIS);
            asking.setRequestProperty("content-type", "application/json");
            asking.setDoOutput(true);
            try (OutputStream out = asking.getOutputStream()) {
                out.write(Json.compactBytes(body));
            }
            try (InputStream in = asking.getInputStream()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
