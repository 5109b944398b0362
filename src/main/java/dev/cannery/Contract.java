package dev.cannery;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.format.ContractWriter;
import dev.cannery.internal.profile.Profile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A list of {@linkplain Interaction interactions} that one consumer of a chat-completions provider relies on. Contracts are
 * read from files, or built in Java:
 *
 * <pre>{@code
 * List<Contract> read = Contract.read(Path.of("contracts"));
 * Contract built = Contract.of("greeter", Interaction.named("says hello").when(prompt("Hello")).reply("Hi!"));
 * }</pre>
 *
 * <p>Contracts are immutable. Users do not implement this interface.
 */
public interface Contract {
    /**
     * Reads these contract files, and all contract files below these folders, in the order of their paths.
     *
     * @throws InvalidFilesException if a file has errors; the message lists all errors of all files, with file, line and column
     */
    static List<Contract> read(Path... filesOrFolders) {
        return List.copyOf(ContractReader.read(filesOrFolders));
    }

    /**
     * Parses contracts from the text of one YAML or JSON file. The text may refer to stubs and schemas by paths relative to
     * the working directory.
     *
     * @throws InvalidFilesException if the text has errors; the message lists them all, with line and column
     */
    static List<Contract> parse(String yaml) {
        return List.copyOf(ContractReader.parseTrusted("contract.yaml", yaml));
    }

    /**
     * Returns a contract of these interactions. Its consumer has the contract's name, its provider is {@code openai}.
     *
     * @throws IllegalArgumentException if there is no interaction, or two have the same name
     */
    static Contract of(String name, Interaction... interactions) {
        if (interactions.length == 0) {
            throw new IllegalArgumentException("a contract needs at least one interaction");
        }
        Set<String> names = new HashSet<>();
        for (Interaction interaction : interactions) {
            if (!names.add(interaction.name())) {
                throw new IllegalArgumentException("two interactions have the name '" + interaction.name() + "'");
            }
        }
        return new LoadedContract(
                name,
                name,
                Profile.DEFAULT,
                Arrays.stream(interactions).map(LoadedInteraction::of).toList());
    }

    /** Returns the contract's name. */
    String name();

    /** Returns the name of the consumer that relies on the contract. */
    String consumer();

    /** Returns the name of the provider profile that reviews the requests, such as {@code openai} or {@code azure}. */
    String provider();

    /** Returns the interactions, in the order in which they are matched. */
    List<? extends Interaction> interactions();

    /** Returns this contract with another consumer. */
    Contract withConsumer(String consumer);

    /** Returns this contract with another provider profile. */
    Contract withProvider(String provider);

    /** Returns this contract as the text of a contract file. */
    default String toYaml() {
        return ContractWriter.write(LoadedContract.of(this));
    }
}
