package dev.cannery.internal.cli;

import dev.cannery.internal.chat.Suggestion;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what is wrong with a command line. */
final class UsageSentence {
    private static final String WHOLE_NUMBER = "a whole number";
    private static final Map<Class<?>, String> KINDS = Map.of(
            int.class, WHOLE_NUMBER,
            long.class, WHOLE_NUMBER,
            Long.class, WHOLE_NUMBER,
            double.class, "a number",
            LocalDate.class, "a date such as 2026-11-30");

    private UsageSentence() {}

    /** Returns the sentence, with its full stop. */
    static String of(ParameterException fault) {
        if (fault instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), fault.getCommandLine());
        }
        if (fault instanceof MissingParameterException missing) {
            return missing(missing.getMissing(), fault.getCommandLine());
        }
        if (fault instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice.";
        }
        String message = String.valueOf(fault.getMessage());
        String sentence = message.endsWith(".") ? message : message + ".";
        ArgSpec argument = fault.getArgSpec();
        return argument == null || fault.getValue() == null ? sentence : unusable(argument, fault.getValue(), sentence);
    }

    private static String unknown(String word, CommandLine command) {
        Set<String> options = command.getCommandSpec().optionsMap().keySet();
        Set<String> commands = command.getSubcommands().keySet();
        if (word.startsWith("-")) {
            return "unknown option '" + word + "'." + Suggestion.sentence(word, options);
        }
        return commands.isEmpty()
                ? "unexpected argument '" + word + "'."
                : "unknown command '" + word + "'." + Suggestion.sentence(word, commands);
    }

    private static String unusable(ArgSpec argument, String value, String otherwise) {
        Class<?> type = argument.type();
        if (type == boolean.class) {
            return name(argument) + " takes no value, was '" + value + "'.";
        }
        List<String> words = type.isEnum() ? wordsOf(type) : List.of();
        String expected =
                type.isEnum() ? String.join(", ", words).replaceFirst(", (?=[^,]*$)", " or ") : KINDS.get(type);
        return expected == null
                ? otherwise
                : name(argument) + " must be " + expected + ", was '" + value + "'."
                        + Suggestion.sentence(value, words);
    }

    private static List<String> wordsOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }

    private static String missing(List<ArgSpec> arguments, CommandLine command) {
        ArgSpec first = arguments.get(0);
        List<String> given = command.getParseResult() == null
                ? List.of()
                : command.getParseResult().originalArgs();
        if (first instanceof OptionSpec option && given.stream().anyMatch(word -> isFor(option, word))) {
            return option.longestName() + " needs a value: " + option.longestName() + "=" + option.paramLabel() + ".";
        }
        return arguments.stream().map(UsageSentence::shown).collect(Collectors.joining(" and "))
                + (arguments.size() == 1 ? " is required." : " are required.");
    }

    private static boolean isFor(OptionSpec option, String word) {
        return Arrays.stream(option.names()).anyMatch(name -> word.equals(name) || word.startsWith(name + "="));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String shown(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + "=" + option.paramLabel()
                : argument.paramLabel();
    }
}
