package dev.cannery.internal.contract;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.template.AnswerTemplates;
import dev.cannery.internal.contract.template.TemplateValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A completion whose texts are filled in from the request.
 *
 * @param written the completion with templates in its contents and tool arguments
 * @param templates the same templates, compiled
 */
public record CannedTemplate(CannedCompletion written, AnswerTemplates templates) implements CannedResponse {
    /**
     * Compiles the templates of a completion.
     *
     * @throws dev.cannery.internal.contract.template.TemplateException when a template is invalid
     */
    public static CannedTemplate of(CannedCompletion written) {
        return new CannedTemplate(written, AnswerTemplates.of(textsOf(written)));
    }

    /** Returns the texts of a completion that may be templates: its contents and tool arguments. */
    public static List<String> textsOf(CannedCompletion completion) {
        List<String> texts = new ArrayList<>();
        for (CannedChoice choice : completion.choices()) {
            if (choice.content() != null) {
                texts.add(choice.content());
            }
            choice.toolCalls().forEach(call -> texts.add(call.arguments()));
            CannedToolCall legacyCall = choice.message().functionCall();
            if (legacyCall != null) {
                texts.add(legacyCall.arguments());
            }
        }
        return texts;
    }

    @Override
    public Delay delay() {
        return written.delay();
    }

    /**
     * Returns the completion for one request.
     *
     * @param groups the texts matched by named groups of the rules
     * @throws dev.cannery.internal.contract.template.TemplateException when a template cannot be filled in
     */
    public CannedCompletion fill(ChatRequest request, Map<String, String> groups) {
        if (templates.isEmpty()) {
            return written;
        }
        TemplateValues values = TemplateValues.of(request, groups);
        List<CannedChoice> choices = new ArrayList<>();
        for (CannedChoice choice : written.choices()) {
            String place = written.choices().size() == 1 ? "response" : "response.choices[" + choices.size() + "]";
            choices.add(fill(choice, values, place));
        }
        return written.withChoices(choices);
    }

    private CannedChoice fill(CannedChoice choice, TemplateValues values, String place) {
        CannedMessage message = choice.message();
        List<CannedToolCall> calls = new ArrayList<>();
        for (CannedToolCall call : message.toolCalls()) {
            calls.add(fill(call, values, place + ".tool_calls[" + calls.size() + "]"));
        }
        CannedToolCall legacyCall = message.functionCall();
        CannedMessage filled = new CannedMessage(
                message.content() == null ? null : templates.fill(message.content(), values, place + ".content"),
                calls,
                legacyCall == null ? null : fill(legacyCall, values, place + ".function_call"),
                message.refusal(),
                message.reasoning(),
                message.annotations(),
                message.audio());
        return new CannedChoice(filled, choice.finishReason(), choice.logprobs());
    }

    private CannedToolCall fill(CannedToolCall call, TemplateValues values, String place) {
        String argumentsAt = place + "." + call.kind().argumentsName();
        return call.withArguments(templates.fill(call.arguments(), values, argumentsAt));
    }
}
