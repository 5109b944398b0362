package dev.cannery.internal.contract.reader;

import com.google.re2j.PatternSyntaxException;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a reading stands: the part of the file, for complaints, and what reads the files that are named in it.
 *
 * @param problems takes the complaints
 * @param path the part of the file, as {@code interactions[2].request}
 * @param files reads the files that are named in it
 * @param errors the errors that the contract can name
 */
record Scope(Problems problems, String path, ReferencedFileReader files, ProviderErrors errors) {
    Scope member(String key) {
        return new Scope(problems, path.isEmpty() ? key : path + "." + key, files, errors);
    }

    Scope element(int index) {
        return new Scope(problems, path + "[" + index + "]", files, errors);
    }

    /** The same place of a contract with this provider. */
    Scope of(String provider) {
        return new Scope(problems, path, files, new ProviderErrors(provider));
    }

    /** What is made, or nothing and a complaint where the making refuses its arguments. */
    <T> Optional<T> attempt(SourceNode node, Supplier<Optional<T>> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException | PatternSyntaxException e) {
            complain(node, RegexWords.of(e));
            return Optional.empty();
        }
    }

    void complain(SourceNode node, String message) {
        complain(node.at(), message);
    }

    void complain(SourceLocation at, String message) {
        problems.add(at, path, message);
    }
}
