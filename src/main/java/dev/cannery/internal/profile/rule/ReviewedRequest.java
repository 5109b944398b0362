package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.model.Capability;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.model.Model;
import dev.cannery.internal.profile.model.ModelTraits;
import dev.cannery.internal.profile.shape.Inspection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The request under review, with the model that it names. */
public final class ReviewedRequest {
    private final ChatRequest request;
    private final ChatRequest meaning;
    private final RequestPaths form;
    private final Setting setting;
    private final @Nullable Model model;
    private final ModelTraits traits;
    private final boolean reasons;

    /**
     * Creates the subject of a review with this setting.
     *
     * @param meaning the request; what is reviewed is its body as it was sent
     */
    public ReviewedRequest(ChatRequest meaning, Setting setting) {
        this.request = meaning.asSent();
        this.meaning = meaning;
        this.setting = setting;
        this.form = RequestPaths.of(setting.endpoint());
        this.model = setting.models().isEmpty() ? null : setting.models().find(request.model(), setting.day());
        this.traits = model == null ? ModelTraits.PLAIN : model.traits();
        JsonNode effort = at(form.effort());
        String used = effort.isTextual() ? effort.textValue() : traits.effort();
        this.reasons = traits.effort() != null && !"none".equals(used);
    }

    /** Returns the request with its fields as they were sent. */
    public ChatRequest request() {
        return request;
    }

    /** Returns the chat request that the request means. */
    ChatRequest meaning() {
        return meaning;
    }

    /** Returns where the parts of the request are. */
    RequestPaths form() {
        return form;
    }

    /** Returns the conversation, of whatever type it is; a missing node when it was not sent. */
    JsonNode conversation() {
        return sent(form.messages());
    }

    /** Returns the value at a path of members; a missing node when there is none. */
    JsonNode at(List<String> path) {
        JsonNode value = request.field(path.get(0));
        for (String member : path.subList(1, path.size())) {
            value = value.path(member);
        }
        return value;
    }

    /** Returns the requested format of the response. */
    JsonNode format() {
        return at(form.format());
    }

    /** Returns the data that the profile's rules share. */
    public Setting setting() {
        return setting;
    }

    /** Returns the model, or null when the name is not known. */
    @Nullable
    Model model() {
        return model;
    }

    /** Returns the model's traits. */
    ModelTraits traits() {
        return traits;
    }

    /** Whether the model has the trait. */
    boolean has(Mark mark) {
        return traits.has(mark);
    }

    /** Whether the model will reason. */
    boolean reasons() {
        return reasons;
    }

    /** Whether the model accepts null for a field, even if others do not. */
    public boolean takesNull(String name) {
        return traits.nullable().contains(name);
    }

    /** Returns a top-level field; a missing node when it was not sent or is null. */
    JsonNode sent(String name) {
        JsonNode value = request.field(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    /** Returns how the model treats the field, or null if it has no special treatment. */
    public @Nullable Capability capability(String name) {
        Capability capability = traits.capabilities().get(name);
        return capability == null || (capability.whileReasoning() && !reasons) ? null : capability;
    }

    /** Visits each message, with the inspection placed at it. */
    void forEachMessage(Inspection inspection, MessageVisit visit) {
        JsonNode messages = request.messages();
        inspection.enter("messages");
        for (int i = 0; messages.isArray() && i < messages.size() && !inspection.isOver(); i++) {
            inspection.enter(i);
            visit.at(messages.get(i), i);
            inspection.leave();
        }
        inspection.leave();
    }

    /** Visits each part of each message's content, with the inspection placed at it. */
    void forEachPart(Inspection inspection, Consumer<JsonNode> visit) {
        forEachMessage(inspection, (message, index) -> {
            JsonNode content = message.path("content");
            inspection.enter("content");
            for (int i = 0; content.isArray() && i < content.size() && !inspection.isOver(); i++) {
                inspection.enter(i);
                visit.accept(content.get(i));
                inspection.leave();
            }
            inspection.leave();
        });
    }

    /** Visits a message, given its index. */
    @FunctionalInterface
    interface MessageVisit {
        void at(JsonNode message, int index);
    }
}
