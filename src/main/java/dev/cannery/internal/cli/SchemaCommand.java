package dev.cannery.internal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code cannery schema} command: prints the JSON Schema of contract files, for editors. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of contract files, for completion and validation in editors.",
        footer = {
            "To use it, refer to the schema in the first line of each contract:",
            "  # yaml-language-server: $schema=contract.schema.json",
            "%nExample:",
            "  cannery schema > contracts/contract.schema.json"
        },
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Returns the schema's JSON, ending with a newline. */
    static String text() {
        return InitCommand.resource("/dev/cannery/internal/contract/contract.schema.json");
    }
}
