package dev.cannery.internal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code cannery init} command: writes a first contract into a project. */
@Command(
        name = "init",
        description = "Writes a first contract and its JSON Schema, and prints a test to copy.",
        footer = {"Existing files are not changed.", "%nExample:", "  cannery init my-project"},
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private static final String CONTRACT = "first.yaml";
    private static final String TEST = "FirstContractTest.java.txt";

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "Folder of the project (.).")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path contracts = folder.resolve(ContractPaths.DEFAULT);
        Path contract = contracts.resolve(CONTRACT);
        write(contract, resource(CONTRACT), out);
        write(contracts.resolve("contract.schema.json"), SchemaCommand.text(), out);
        if (isJava()) {
            out.println();
            out.println("Copy this test, for example to src/test/java/FirstContractTest.java:");
            out.println();
            out.print(resource(TEST).indent(4));
        }
        out.println();
        out.println("next: java -jar cannery.jar --contracts " + contracts);
        out.println("then point a client at it: OPENAI_BASE_URL=http://127.0.0.1:" + ServeCommand.PORT + "/v1");
        out.flush();
        return 0;
    }

    private boolean isJava() {
        return Stream.of("pom.xml", "build.gradle", "build.gradle.kts")
                .anyMatch(file -> Files.exists(folder.resolve(file)));
    }

    private static void write(Path file, String text, PrintWriter out) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            out.println("wrote " + file);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw new UserError("'" + e.getFile() + "' is not a folder");
            }
            out.println("kept  " + file + " (exists already)");
        } catch (IOException e) {
            throw new UserError("cannot write '" + file + "': " + e.getMessage());
        }
    }

    static String resource(String name) {
        try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource missing from the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
