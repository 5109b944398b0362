package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An object with known members. */
public final class ObjectShape implements Shape.OfObject {
    private final List<Member> members;
    private final Set<String> names;
    private final boolean closed;
    private final @Nullable String words;

    /**
     * Creates an object with these members, which are checked in this order.
     *
     * @param closed whether other members are refused
     * @param words the type in the API's words, null for {@code an object}
     */
    public ObjectShape(List<Member> members, boolean closed, @Nullable String words) {
        this.members = List.copyOf(members);
        this.names = members.stream().map(Member::name).collect(Collectors.toUnmodifiableSet());
        this.closed = closed;
        this.words = words;
    }

    /** Returns the members in the order in which they are checked. */
    public List<Member> members() {
        return members;
    }

    @Override
    public @Nullable String words() {
        return words;
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        if (closed) {
            refuseUnknown(value, inspection);
        }
        for (int i = 0; i < members.size() && !inspection.isOver(); i++) {
            check(members.get(i), value, inspection);
        }
    }

    private void refuseUnknown(JsonNode value, Inspection inspection) {
        for (Iterator<String> sent = value.fieldNames(); sent.hasNext() && !inspection.isOver(); ) {
            String name = sent.next();
            if (!names.contains(name)) {
                inspection.report(Refusals.unknown(inspection.path(name), List.of()));
            }
        }
    }

    private static void check(Member member, JsonNode value, Inspection inspection) {
        JsonNode sent = value.get(member.name());
        if (sent == null) {
            if (member.required()) {
                inspection.report(Refusals.missing(inspection.path(member.name())));
            }
        } else if (member.checked() && (!sent.isNull() || !member.nullable())) {
            inspection.enter(member.name());
            member.shape().check(sent, inspection);
            inspection.leave();
        }
    }
}
