package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.template.AnswerTemplates;
import dev.cannery.internal.contract.template.TemplateException;
import dev.cannery.internal.contract.template.TemplateValues;
import dev.cannery.internal.source.SourceNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/** Finds the templates of an answer where they are written, and complains of them there. */
final class TemplateStrings {
    private static final List<String> ARGUMENTS = List.of("arguments", "input");

    private final BiConsumer<String, SourceNode> taker;

    private TemplateStrings(BiConsumer<String, SourceNode> taker) {
        this.taker = taker;
    }

    static void complainOfSyntax(SourceNode response, Scope scope) {
        new TemplateStrings((text, node) -> {
                    try {
                        AnswerTemplates.of(List.of(text));
                    } catch (TemplateException e) {
                        scope.complain(node, e.sentence());
                    }
                })
                .answer(response);
    }

    /** Complains of what is neither a helper, a value that every template has, nor one of these groups. */
    static void complainOfNames(SourceNode response, Scope scope, Collection<String> groups) {
        List<String> known = new ArrayList<>(TemplateValues.NAMES);
        known.addAll(groups);
        new TemplateStrings((text, node) ->
                        AnswerTemplates.unknownNames(text, known).forEach(sentence -> scope.complain(node, sentence)))
                .answer(response);
    }

    private void answer(SourceNode node) {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            text(node);
            return;
        }
        for (SourceNode.Entry entry : mapping.entries()) {
            switch (entry.key()) {
                case "content" -> text(entry.value());
                case "json" -> strings(entry.value());
                case "function_call" -> call(entry.value());
                case "tool_calls" -> items(entry.value()).forEach(this::call);
                case "choices" -> items(entry.value()).forEach(this::answer);
                default -> {}
            }
        }
    }

    private void call(SourceNode node) {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            return;
        }
        boolean isShort = mapping.entries().size() == 1 && mapping.member("name") == null;
        for (SourceNode.Entry entry : mapping.entries()) {
            if (isShort || ARGUMENTS.contains(entry.key())) {
                arguments(entry.value());
            }
        }
    }

    private void arguments(SourceNode node) {
        if (node instanceof SourceNode.Scalar) {
            text(node);
        } else {
            strings(node);
        }
    }

    /** A text that may be JSON, whose strings are then the templates. */
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
