package dev.cannery.contract.reader;

import dev.cannery.contract.CannedToolCall;
import dev.cannery.contract.CannedToolCall.Kind;
import dev.cannery.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of a recorded answer, of a tool or in the legacy form, which has no id and no object of its own. */
final class StubCall {
    private static final List<Key<StubCall>> CALLED_KEYS = List.of(
            StubDraft.text("name", (draft, text) -> draft.name = draft.name == null ? text : draft.name + text),
            StubDraft.text("arguments", (draft, text) -> draft.arguments.grow(text)),
            StubDraft.text("input", (draft, text) -> draft.arguments.grow(text)));
    private static final List<Key<StubCall>> KEYS = keys();

    private final StubText arguments = new StubText();
    private Kind kind = Kind.FUNCTION;
    private @Nullable String id;
    private @Nullable String name;

    private static List<Key<StubCall>> keys() {
        List<Key<StubCall>> keys = new ArrayList<>(CALLED_KEYS);
        keys.add(StubDraft.key("index", (draft, value, scope) -> {}));
        keys.add(StubDraft.text("id", (draft, text) -> draft.id = text));
        keys.add(StubDraft.key("type", StubCall::type));
        keys.add(called("function"));
        keys.add(called("custom"));
        return keys;
    }

    private static Key<StubCall> called(String word) {
        return StubDraft.key(word, (draft, value, scope) -> Key.readAll(word, CALLED_KEYS, value, scope, draft));
    }

    private static void type(StubCall draft, SourceNode value, Scope scope) {
        String word = value.toJson().asText();
        if (word.equals(Kind.CUSTOM.wire())) {
            draft.kind = Kind.CUSTOM;
        } else if (!word.equals(Kind.FUNCTION.wire())) {
            scope.complain(value, "a call is of a function or a custom tool, was " + value.phrase());
        }
    }

    /** The call with what a message or one delta more says of it. */
    static StubCall grown(@Nullable StubCall before, SourceNode value, Scope scope) {
        StubCall call = before == null ? new StubCall() : before;
        Key.readAll("a tool call", KEYS, value, scope, call);
        return call;
    }

    List<String> pieces() {
        return arguments.pieces();
    }

    CannedToolCall toToolCall() {
        if (name == null) {
            throw new IllegalArgumentException("a tool call needs a name");
        }
        String given = arguments.text();
        return new CannedToolCall(kind, id, name, given == null ? "" : given);
    }
}
