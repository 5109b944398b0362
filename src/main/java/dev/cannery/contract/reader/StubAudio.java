package dev.cannery.contract.reader;

import dev.cannery.contract.CannedMessage;
import dev.cannery.source.SourceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A spoken answer that was recorded, whole or in the pieces of a stream. */
final class StubAudio {
    private static final List<Key<StubAudio>> KEYS = List.of(
            StubDraft.text("id", (draft, text) -> draft.id = text),
            StubDraft.text("data", (draft, text) -> draft.data.grow(text)),
            StubDraft.text("transcript", (draft, text) -> draft.transcript.grow(text)),
            StubDraft.key("expires_at", (draft, value, scope) -> draft.expiresAt = Values.time(value, scope)));

    private final StubText data = new StubText();
    private final StubText transcript = new StubText();
    private @Nullable String id;
    private @Nullable Long expiresAt;

    /** The audio with what a message or one delta more says of it. */
    static StubAudio grown(@Nullable StubAudio before, SourceNode value, Scope scope) {
        StubAudio audio = before == null ? new StubAudio() : before;
        Key.readAll("audio", KEYS, value, scope, audio);
        return audio;
    }

    List<String> pieces() {
        return transcript.pieces();
    }

    CannedMessage.Audio toAudio() {
        return new CannedMessage.Audio(
                id, String.join("", data.pieces()), expiresAt, String.join("", transcript.pieces()));
    }
}
