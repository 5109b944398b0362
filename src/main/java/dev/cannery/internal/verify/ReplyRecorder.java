package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes each reply to a file, without secrets and with at most 1 MiB of the body. */
final class ReplyRecorder {
    private static final int LONGEST_BODY = 1 << 20;
    private static final int LONGEST_NAME = 80;

    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    ReplyRecorder(Path folder) {
        this.folder = folder;
    }

    void record(String name, Target target, ChatEndpoint endpoint, ObjectNode request, Reply reply) {
        ObjectNode file = Json.object();
        file.put("target", target.name());
        file.put("url", withoutQuery(target.endpoint().at(endpoint)));
        file.set("request", request);
        file.put("status", reply.status());
        ObjectNode headers = file.putObject("response_headers");
        reply.headers().forEach((header, value) -> {
            if (!Secrets.isHeader(header, value)) {
                headers.put(header, Secrets.redact(value));
            }
        });
        file.put("elapsed_ms", reply.elapsed().toMillis());
        byte[] body = reply.body();
        byte[] shown = body.length > LONGEST_BODY ? Arrays.copyOf(body, LONGEST_BODY) : body;
        file.put("raw_body", Secrets.redact(new String(shown, StandardCharsets.UTF_8)));
        if (shown.length < body.length) {
            file.put("cut_after_bytes", shown.length);
        }
        if (reply.failure() != null) {
            file.put("failure", reply.failure().actual());
        }
        write(String.format(Locale.ROOT, "%04d-%s.json", count.incrementAndGet(), plain(name)), file);
    }

    private static String withoutQuery(Endpoint endpoint) {
        return endpoint.address().toString().replaceFirst("\\?.*", "");
    }

    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9]+", "-");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }

    private void write(String name, ObjectNode file) {
        try {
            WholeFileWriter.write(folder.resolve(name), Json.prettyBytes(file));
        } catch (IOException e) {
            fault.compareAndSet(
                    null, "cannot write the recording '" + folder.resolve(name) + "': " + WholeFileWriter.reason(e));
        }
    }

    /** Returns a message on the first recording that could not be written; empty if all were. */
    Optional<String> fault() {
        return Optional.ofNullable(fault.get());
    }
}
