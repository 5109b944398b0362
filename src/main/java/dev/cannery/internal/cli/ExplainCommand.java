package dev.cannery.internal.cli;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingText;
import dev.cannery.internal.chat.FindingTextReader;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.Miss;
import dev.cannery.internal.matching.MissTable;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code cannery explain} command: shows which interaction answers a request, and why the others do not. */
@Command(
        name = "explain",
        description = {
            "Shows, rule by rule, which interaction answers a request, or why none does.",
            "With the id of a finding, such as C319, explains that finding."
        },
        footer = {
            "%nExamples:",
            "  cannery explain request.json contracts",
            "  cannery explain C319",
            "%nExit codes:",
            "  0  an interaction answers",
            "  1  none answers, or the provider refuses the request",
            "  2  usage error"
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final Pattern FINDING = Pattern.compile("[Cc]\\d{3}");

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "REQUEST",
            description = "JSON file of the request, - for standard input; or the id of a finding.")
    private String request = "-";

    @Parameters(index = "1..*", paramLabel = "PATH", description = "Folders and files of contracts (contracts).")
    private List<Path> arguments = List.of();

    @Mixin
    private final EndpointOption endpoint = new EndpointOption();

    @Option(names = "--contracts", paramLabel = "PATH", description = "The same as an option, repeatable.")
    private List<Path> named = List.of();

    @Override
    public Integer call() {
        if (FINDING.matcher(request).matches() && !Files.exists(Path.of(request))) {
            return explainFinding(request.toUpperCase(Locale.ROOT));
        }
        Path[] paths = ContractPaths.existing(
                        ContractPaths.named(arguments, named), "as an argument or with --contracts")
                .toArray(Path[]::new);
        TokenCounter tokens = new TokenCounter();
        InteractionSet set = InteractionSet.of(ContractReader.read(paths), new RuleChecker(tokens::forModel));
        ChatRequest asked = RequestFile.read(request, endpoint);
        Optional<Match> match = set.match(asked);
        Miss nearest = set.explain(asked);
        Terminal out = Terminal.out(spec.commandLine());
        out.println(match.map(ExplainCommand::headline).orElse("no interaction answers, nearest first"));
        Optional<ApiError> refusal = match.map(found -> set.providerOf(found.interaction()))
                .flatMap(provider -> refusal(asked, ProfileReader.find(provider).counting(tokens::promptTokens)));
        refusal.ifPresent(error -> out.println("but the provider refuses it: " + error.message()));
        out.println();
        MissTable.ofAll(nearest.nearest()).lines().forEach(out::println);
        return match.isPresent() && refusal.isEmpty() ? 0 : 1;
    }

    private static Optional<ApiError> refusal(ChatRequest asked, Profile provider) {
        return provider.at(asked.endpoint())
                .map(profile -> profile.refusalOf(asked))
                .orElseGet(() -> Optional.of(provider.refusalOfPath("POST", asked.path())));
    }

    private int explainFinding(String code) {
        Map<String, FindingText> texts = FindingTextReader.read();
        FindingText text = texts.get(code);
        if (text == null) {
            throw new UserError("unknown finding '" + code + "'. The findings are " + ranges(texts.keySet()));
        }
        Terminal out = Terminal.out(spec.commandLine());
        out.println(code + ": " + text.title());
        out.println();
        out.println("Meaning  " + text.meaning());
        out.println("Why      " + text.why());
        out.println("To do    " + text.remedy());
        return 0;
    }

    /** Returns the codes with consecutive ones joined, such as {@code C001 to C018, C101}. */
    private static String ranges(Collection<String> codes) {
        List<String> ranges = new ArrayList<>();
        String first = "";
        String last = "";
        for (String code : codes) {
            boolean isNext = !last.isEmpty() && number(code) == number(last) + 1;
            if (isNext) {
                ranges.set(ranges.size() - 1, first + " to " + code);
            } else {
                first = code;
                ranges.add(code);
            }
            last = code;
        }
        return String.join(", ", ranges);
    }

    private static int number(String code) {
        return Integer.parseInt(code.substring(1));
    }

    private static String headline(Match match) {
        String turn = match.interaction().isConversation() ? ", turn " + (match.index() + 1) : "";
        return "'" + match.interaction().name() + "'" + turn + " ("
                + match.interaction().source().fileAndLine() + ") answers";
    }
}
