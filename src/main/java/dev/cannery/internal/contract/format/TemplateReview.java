package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.template.AnswerTemplates;
import dev.cannery.internal.contract.template.TemplateException;
import dev.cannery.internal.contract.template.TemplateValues;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/** Reports problems of a response's templates at the places where they are written. */
final class TemplateReview {
    private static final ChoiceForm CHOICE = ChoiceForm.FORM;

    private final BiConsumer<String, SourceNode> taker;

    private TemplateReview(BiConsumer<String, SourceNode> taker) {
        this.taker = taker;
    }

    /** Reports invalid templates. */
    static void syntax(SourceValue response) {
        new TemplateReview((text, node) -> {
                    try {
                        AnswerTemplates.of(List.of(text));
                    } catch (TemplateException e) {
                        response.problem(node.at(), e.sentence());
                    }
                })
                .answer(response.node());
    }

    /** Reports names that are neither helpers, values of every template, nor one of these groups. */
    static void names(SourceValue response, Collection<String> groups) {
        List<String> known = new ArrayList<>(TemplateValues.NAMES);
        known.addAll(groups);
        new TemplateReview((text, node) -> AnswerTemplates.unknownNames(text, known)
                        .forEach(sentence -> response.problem(node.at(), sentence)))
                .answer(response.node());
    }

    private void answer(SourceNode node) {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            text(node);
            return;
        }
        for (SourceNode.Entry entry : mapping.entries()) {
            String key = entry.key();
            if (key.equals(CHOICE.content.word())) {
                text(entry.value());
            } else if (key.equals(CHOICE.json.word())) {
                strings(entry.value());
            } else if (key.equals(CHOICE.functionCall.word())) {
                call(entry.value());
            } else if (key.equals(CHOICE.toolCalls.word())) {
                items(entry.value()).forEach(this::call);
            } else if (key.equals(ResponseForm.FORM.choices.word())) {
                items(entry.value()).forEach(this::answer);
            }
        }
    }

    private void call(SourceNode node) {
        for (SourceNode arguments : ToolCallForm.FORM.argumentsOf(node)) {
            if (arguments instanceof SourceNode.Scalar) {
                text(arguments);
            } else {
                strings(arguments);
            }
        }
    }

    /** Visits a text that may be JSON, whose strings are then the templates. */
    private void text(SourceNode node) {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isTextual()) {
            AnswerTemplates.partsOf(scalar.value().textValue()).forEach(part -> taker.accept(part, node));
        }
    }

    private void strings(SourceNode node) {
        if (node instanceof SourceNode.Scalar scalar
                && scalar.value().isTextual()
                && AnswerTemplates.isTemplate(scalar.value().textValue())) {
            taker.accept(scalar.value().textValue(), node);
        }
        if (node instanceof SourceNode.Mapping mapping) {
            mapping.entries().forEach(entry -> strings(entry.value()));
        }
        items(node).forEach(this::strings);
    }

    private static List<SourceNode> items(SourceNode node) {
        return node instanceof SourceNode.Sequence sequence ? sequence.items() : List.of();
    }
}
