package dev.cannery.internal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/**
 * The {@code cannery train} command: serves the contracts to itself and exits, so that the JVM can archive the loaded classes.
 */
@Command(
        name = "train",
        description = {
            "Trains a class-data archive: starts the server on a free port, requests each response of the contracts, and"
                    + " stops.",
            "A later start with the archive takes less time."
        },
        footer = {
            "%nExamples:",
            "  java -XX:ArchiveClassesAtExit=cannery.jsa -jar cannery.jar train",
            "  java -XX:SharedArchiveFile=cannery.jsa -jar cannery.jar serve"
        },
        mixinStandardHelpOptions = true)
final class TrainCommand extends ServeOptions {
    private static final int FREE_PORT = 0;
    private static final int PATIENCE_MILLIS = 5_000;

    TrainCommand() {
        super(FREE_PORT);
    }

    @Override
    void serve(Serving serving, Runnable ending) {
        try {
            if (serving.server().certificate().isPresent()) {
                throw new UserError("training uses plain HTTP. Leave out --tls and --tls-keystore");
            }
            List<ExampleRequest> examples = Greeting.examples(serving.contracts())
                    .filter(example -> Greeting.isCompletedBy(serving.server(), example))
                    .toList();
            for (ExampleRequest example : examples) {
                Map<String, String> headers = Greeting.headers(example);
                URL target = Greeting.addressOf(example, serving.server()).toURL();
                for (boolean isStreamed : List.of(false, true)) {
                    ObjectNode body = example.body().deepCopy().put("stream", isStreamed);
                    if (serving.server()
                            .completes(ChatRequest.of(target.getPath(), headers, body)
                                    .withQuery(example.query()))) {
                        ask(target, headers, body);
                    }
                }
            }
            serving.log().info("trained", "trained with " + Words.counted(examples.size(), "interaction"));
        } catch (IOException e) {
            throw new UserError("training failed: " + e.getMessage());
        } finally {
            ending.run();
        }
    }

    private static void ask(URL target, Map<String, String> headers, ObjectNode body) throws IOException {
        URLConnection asking = target.openConnection();
        asking.setConnectTimeout(PATIENCE_MILLIS);
        asking.setReadTimeout(PATIENCE_MILLIS);
        headers.forEach(asking::setRequestProperty);
        asking.setDoOutput(true);
        try (OutputStream out = asking.getOutputStream()) {
            out.write(Json.compactBytes(body));
        }
        try (InputStream in = asking.getInputStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
