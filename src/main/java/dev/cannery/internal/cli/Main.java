package dev.cannery.internal.cli;

import dev.cannery.internal.server.host.Startup;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command-line program; without a command it runs {@code serve}. */
@Command(
        name = "cannery",
        description = "Contract tests and a mock server for chat-completion APIs.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Main extends ServeOptions {
    private static final List<Class<?>> COMMANDS = List.of(
            InitCommand.class,
            ServeCommand.class,
            TrainCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            ReviewCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            ProbeCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            ProfilesCommand.class,
            SchemaCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class);

    /** Names that commands had before. They still work, so that no script breaks, and no help shows them. */
    private static final Map<String, Class<?>> EARLIER_NAMES = Map.of("rehearse", TrainCommand.class);

    /** Commands that need to know all others. */
    private static final Set<String> ABOUT_ALL = Set.of("help", CompletionCommand.NAME);

    private static final Set<String> HELP_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    private Main() {
        super(ServeCommand.PORT);
    }

    /** Runs the program and ends the process with its exit code: 0 done, 2 for a usage error. */
    public static void main(String[] args) {
        if (isToServe(args)) {
            // in parallel with parsing the arguments, which takes as long as reading the contracts
            Startup.loadAhead();
        }
        CommandLine line = commandLine(args);
        if (isPlainAscii()) {
            line.setOut(utf8(FileDescriptor.out)).setErr(utf8(FileDescriptor.err));
        }
        System.exit(execute(line, args));
    }

    private static int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            return Failures.report(e, line);
        }
    }

    /** Whether the output is plain ASCII, as with {@code LC_ALL=C}, where every other character would be printed as a question mark. */
    private static boolean isPlainAscii() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) && Charset.forName(name).equals(StandardCharsets.US_ASCII);
    }

    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    private static boolean isToServe(String... args) {
        boolean isNamed = args.length > 0 && nameOf(ServeCommand.class).equals(args[0]);
        boolean isMeant = args.length == 0 || args[0].startsWith("-");
        return isNamed || (isMeant && Stream.of(args).noneMatch(HELP_OPTIONS::contains));
    }

    /** Creates the command line with only the command that the first argument names, if any: picocli needs a while to load each. */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        // before the commands are added, which would inherit its help
        CommandList.describe(line);
        COMMANDS.stream().filter(command -> mayBeMeant(command, args)).forEach(line::addSubcommand);
        Stream.of(args)
                .limit(1)
                .filter(EARLIER_NAMES::containsKey)
                .forEach(name -> line.addSubcommand(name, EARLIER_NAMES.get(name)));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().usageMessage().abbreviateSynopsis(true));
        return line.setParameterExceptionHandler(Failures::report)
                .setExecutionExceptionHandler(Failures::report)
                .setUsageHelpAutoWidth(true);
    }

    private static boolean mayBeMeant(Class<?> command, String... args) {
        return args.length > 0
                && (!isCommand(args[0])
                        || ABOUT_ALL.contains(args[0])
                        || nameOf(command).equals(args[0]));
    }

    private static boolean isCommand(String word) {
        return EARLIER_NAMES.containsKey(word)
                || COMMANDS.stream().anyMatch(command -> nameOf(command).equals(word));
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
