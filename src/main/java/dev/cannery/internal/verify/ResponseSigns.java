package dev.cannery.internal.verify;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.sign.Recognition;
import dev.cannery.internal.profile.sign.Transcript;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.trait.TraitCheck;
import dev.cannery.internal.verify.trait.Traits;
import dev.cannery.internal.wire.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the signs in a target's responses by which its provider is recognized. Thread-safe. */
final class ResponseSigns {
    /** More responses of one target have no other signs, and reading them takes time. */
    private static final int RESPONSES_READ = 32;

    /** A longer body has the same form as its beginning. */
    private static final int LONGEST_READ = 200_000;

    private final Transcript transcript = new Transcript();
    private final List<Completion> completions = new ArrayList<>();
    private int count;

    synchronized void add(Reply reply) {
        if (reply.status() != 0 && count < RESPONSES_READ) {
            count++;
            transcript.add(reply.status(), reply.headers(), new String(reply.body(), StandardCharsets.UTF_8));
        }
    }

    /** Adds the response to a request for a completion. */
    synchronized void add(ChatRequest request, Reply reply) {
        if (reply.status() == 200 && reply.failure() == null && completions.size() < RESPONSES_READ) {
            byte[] body = reply.body();
            if (body.length < LONGEST_READ) {
                completions.add(new Completion(request, new String(body, StandardCharsets.UTF_8)));
            }
        }
        add(reply);
    }

    /** Returns the form of the responses, compared with that of the provider that they look like, or else of this profile. */
    synchronized Traits traits(Profile judged, ResponseRenderer renderer) {
        boolean isNamed = !judged.name().equals(Profile.DEFAULT);
        Profile compared = isNamed
                ? judged
                : recognized()
                        .map(provider -> ProfileReader.read(provider.profile()))
                        .orElse(judged);
        TraitCheck check = new TraitCheck(compared, renderer);
        completions.forEach(completion -> check.add(completion.request(), completion.body()));
        return check.result();
    }

    private record Completion(ChatRequest request, String body) {}

    /** Returns the provider that the responses look like. */
    synchronized Optional<Recognition> recognized() {
        return count == 0 ? Optional.empty() : ProfileReader.recognizer().of(transcript);
    }

    /** Returns it as a sentence; empty if it is unknown. */
    String looksLike() {
        return recognized().map(Recognition::sentence).map(Secrets::redact).orElse("");
    }
}
