package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads contract elements built in code, given as the tree of a contract file, so that the same rules and messages apply. They
 * may refer to any file by a path relative to the working directory.
 */
public final class CodeReader {
    /** Creates a new context for each reading, because a context collects the files that were opened. */
    private final Supplier<Context> contexts;

    private CodeReader(Supplier<Context> contexts) {
        this.contexts = contexts;
    }

    /**
     * Returns a reader that knows the named errors of a provider.
     *
     * @param provider the name or the file of a profile, which is read when the first named error is looked up
     * @throws dev.cannery.internal.source.SourceProblemsException if there is no such profile
     */
    public static CodeReader of(String provider) {
        if (!ProfileReader.builtIn().contains(provider)) {
            ProfileReader.find(provider);
        }
        return new CodeReader(() -> Context.of(ReferencedFileReader.trusting(), provider));
    }

    /** Returns a reader that knows the named errors of a catalogue. */
    public static CodeReader of(ErrorCatalogue errors) {
        return new CodeReader(() -> Context.of(ReferencedFileReader.trusting(), errors));
    }

    /**
     * Reads an interaction.
     *
     * @throws IllegalArgumentException if a contract file with the same content would be invalid
     */
    public LoadedInteraction interaction(JsonNode tree) {
        InteractionForm form = InteractionForm.FORM;
        String subject = "interaction '" + tree.path(form.name.word()).asText() + "': ";
        return read(subject, "", tree, value -> {
                    Optional<LoadedInteraction> interaction = form.read(value, contexts.get());
                    interaction.ifPresent(read -> new InteractionReview().review(read, value));
                    return interaction;
                })
                .withSource(SourceLocation.CODE);
    }

    /**
     * Reads a response.
     *
     * @throws IllegalArgumentException if it would be invalid in a contract file
     */
    public CannedResponse response(JsonNode tree) {
        return read("", TurnForm.FORM.response.word(), tree, value -> {
            Optional<CannedResponse> response = ResponseForm.FORM.read(value, contexts.get());
            response.ifPresent(read -> new InteractionReview().review(read, value));
            return response;
        });
    }

    /**
     * Reads the rules on a request.
     *
     * @throws IllegalArgumentException if they would be invalid in a contract file
     */
    public List<FieldRule> rules(JsonNode tree) {
        return read("", "", tree, value -> RequestForm.FORM.read(value, contexts.get()));
    }

    private static <T> T read(String subject, String path, JsonNode tree, Function<SourceValue, Optional<T>> reading) {
        Problems problems = new Problems();
        Optional<SourceNode> node = SourceParser.located(tree, SourceLocation.CODE, problems);
        Optional<T> read = node.flatMap(root -> reading.apply(new SourceValue(root, path, problems)));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(subject
                    + problems.sorted().stream().map(CodeReader::sentence).collect(Collectors.joining("; ")));
        }
        return read.orElseThrow();
    }

    private static String sentence(SourceProblem problem) {
        return problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
    }
}
