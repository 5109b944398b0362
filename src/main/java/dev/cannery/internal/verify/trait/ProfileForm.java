package dev.cannery.internal.verify.trait;

import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.format.RecordedReading;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gives what a provider responded the form that a profile has for it, so that the two forms can be compared. Thread-safe. */
public final class ProfileForm {
    private final ResponseRenderer renderer;
    private final AnswerStyle style;

    /** Creates a form. The renderer may be shared. */
    public ProfileForm(ResponseRenderer renderer, AnswerStyle style) {
        this.renderer = renderer;
        this.style = style;
    }

    /** Returns the body of the same response in the form of the profile; empty if the given one is no completion. */
    public Optional<String> of(ChatRequest request, String body) {
        return Observation.of(body)
                .filter(seen -> seen.isStream() == request.wantsStream())
                .map(seen -> of(request, seen));
    }

    String of(ChatRequest request, Observation seen) {
        CannedCompletion read = RecordedReading.of(new RecordedAnswer(seen.whole(), null, List.of()));
        CannedCompletion same = new CannedCompletion(
                read.choices().stream().map(ProfileForm::bare).toList(),
                read.usage(),
                new CannedCompletion.Identity(null, null, read.identity().model(), null, null),
                Duration.ZERO,
                Pacing.UNPACED);
        RenderedResponse rendered = renderer.render(same, request, "the target", style);
        StringBuilder text = new StringBuilder();
        for (ByteBuffer part : rendered.body().parts()) {
            text.append(StandardCharsets.UTF_8.decode(part.duplicate()));
        }
        return text.toString();
    }

    /** Returns the choice without what the profile decides: the ids of calls, and which finish reason calls have. */
    private static CannedChoice bare(CannedChoice choice) {
        CannedMessage message = choice.message();
        FinishReason reason = choice.finishReason();
        return new CannedChoice(
                new CannedMessage(
                        message.content(),
                        message.toolCalls().stream()
                                .map(call -> new CannedToolCall(call.kind(), null, call.name(), call.arguments()))
                                .toList(),
                        message.functionCall(),
                        message.refusal(),
                        message.reasoning(),
                        message.annotations(),
                        message.audio()),
                reason == FinishReason.STOP || reason == FinishReason.TOOL_CALLS ? null : reason,
                choice.logprobs());
    }
}
