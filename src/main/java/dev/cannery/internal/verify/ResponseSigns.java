package dev.cannery.internal.verify;

import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.sign.Recognition;
import dev.cannery.internal.profile.sign.Transcript;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.wire.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Collects the signs in a target's responses by which its provider is recognized. Thread-safe. */
final class ResponseSigns {
    /** More responses of one target have no other signs, and reading them takes time. */
    private static final int RESPONSES_READ = 32;

    private final Transcript transcript = new Transcript();
    private int count;

    synchronized void add(Reply reply) {
        if (reply.status() != 0 && count < RESPONSES_READ) {
            count++;
            transcript.add(reply.status(), reply.headers(), new String(reply.body(), StandardCharsets.UTF_8));
        }
    }

    /** Returns the provider that the responses look like. */
    synchronized Optional<Recognition> recognized() {
        return count == 0 ? Optional.empty() : ProfileReader.recognizer().of(transcript);
    }

    /** Returns it as a sentence; empty if it is unknown. */
    String looksLike() {
        return recognized().map(Recognition::sentence).map(Secrets::redact).orElse("");
    }
}
