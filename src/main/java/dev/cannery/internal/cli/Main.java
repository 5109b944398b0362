package dev.cannery.internal.cli;

import dev.cannery.internal.server.Startup;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code cannery}; without a command it serves. */
@Command(
        name = "cannery",
        description = "Contract tests and a mock server for chat-completion APIs.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Main extends ServeOptions {
    private static final List<Class<?>> COMMANDS = List.of(
            InitCommand.class,
            ServeCommand.class,
            RehearseCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            ReviewCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            ProbeCommand.class,
            ProfilesCommand.class,
            SchemaCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class);

    /** Commands that need to know all others. */
    private static final Set<String> ABOUT_ALL = Set.of("help", CompletionCommand.NAME);

    private static final Set<String> TOLD_AT_ONCE = Set.of("-h", "--help", "-V", "--version");

    private Main() {
        super(ServeCommand.PORT);
    }

    /** Runs the program and ends the process with its exit code: 0 done, 2 for a usage error. */
    public static void main(String[] args) {
        if (isToServe(args)) {
            // beside the reading of the arguments, which takes as long as that of the contracts
            Startup.loadAhead();
        }
        CommandLine line = commandLine(args);
        if (isPlainAscii()) {
            line.setOut(utf8(FileDescriptor.out)).setErr(utf8(FileDescriptor.err));
        }
        System.exit(line.execute(args));
    }

    /** As under {@code LC_ALL=C}, where every other letter would be printed as a question mark. */
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
        return isNamed || (isMeant && Stream.of(args).noneMatch(TOLD_AT_ONCE::contains));
    }

    /** Knows only the command that the first argument names, where it names one: the library takes long to learn each. */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        // ahead of its commands, which would take over its help
        CommandList.describe(line);
        COMMANDS.stream().filter(command -> mayBeMeant(command, args)).forEach(line::addSubcommand);
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
        return COMMANDS.stream().anyMatch(command -> nameOf(command).equals(word));
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
