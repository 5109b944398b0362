package dev.cannery.internal.record.formats;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.record.RecordedCall;
import dev.cannery.internal.record.formats.cassette.BatchFormat;
import dev.cannery.internal.record.formats.cassette.CassetteFormat;
import dev.cannery.internal.record.formats.cassette.HarFormat;
import dev.cannery.internal.record.formats.cassette.HttpmockFormat;
import dev.cannery.internal.record.formats.cassette.OtelFormat;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.record.formats.mock.AimockFormat;
import dev.cannery.internal.record.formats.mock.LlmposterFormat;
import dev.cannery.internal.record.formats.mock.MockServerFormat;
import dev.cannery.internal.record.formats.mock.PactFormat;
import dev.cannery.internal.record.formats.mock.WireMockFormat;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads files of other tools. The format of each is recognised by its contents, not by its name. */
public final class ForeignFiles {
    private final List<Format> formats = List.of(
            new HarFormat(),
            CassetteFormat.RUBY_VCR,
            CassetteFormat.VCRPY,
            CassetteFormat.GO_VCR,
            CassetteFormat.TEST_AGENT,
            new HttpmockFormat(),
            new BatchFormat(),
            new PactFormat(),
            new MockServerFormat(),
            new AimockFormat(),
            new LlmposterFormat(),
            new WireMockFormat(),
            new OtelFormat());
    /** The number of folders above a file that are searched for a file to which it refers. */
    private static final int MOST_LEVELS = 3;

    /** The number of wrong lines after which a file of lines is not read on. */
    private static final int MOST_WRONG_LINES = 20;

    private final List<Opened> opened = new ArrayList<>();

    /**
     * A file that was read.
     *
     * @param file the file as the user named it
     * @param format the name of its format; empty if it was not recognised
     * @param calls the recorded calls
     * @param interactions the interactions with the rules that the file states
     * @param losses what cannot be carried over
     */
    public record ForeignFile(
            String file,
            String format,
            List<RecordedCall> calls,
            List<LoadedInteraction> interactions,
            List<SourceProblem> losses) {
        public ForeignFile {
            calls = List.copyOf(calls);
            interactions = List.copyOf(interactions);
            losses = List.copyOf(losses);
        }
    }

    private record Opened(String format, Reading reading) {}

    private ForeignFiles() {}

    /** Reads all these files; those that belong together, such as the input and the output of a batch, are joined. */
    public static List<ForeignFile> read(List<Path> files) {
        ForeignFiles reader = new ForeignFiles();
        for (Path file : files) {
            Problems problems = new Problems();
            Optional<String> text = SourceReader.text(file, problems);
            reader.open(FileNames.shown(file), text.orElse(""), problems, path -> neighbour(file, path));
        }
        return reader.end();
    }

    /** Reads one file from its text. */
    public static ForeignFile read(String file, String text) {
        ForeignFiles reader = new ForeignFiles();
        reader.open(file, text, new Problems(), path -> Optional.empty());
        return reader.end().get(0);
    }

    /** Returns the text of a file next to another one, or next to its folder, as WireMock has them. */
    private static Optional<String> neighbour(Path file, String path) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        for (Path root = folder; root != null && folder != null && folder.startsWith(root); root = root.getParent()) {
            Path wanted = root.resolve(path).normalize();
            if (!wanted.startsWith(root)) {
                return Optional.empty();
            }
            if (Files.isRegularFile(wanted)) {
                return SourceReader.text(wanted, new Problems());
            }
            if (root.getNameCount() + MOST_LEVELS <= folder.getNameCount()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void open(String file, String text, Problems problems, Function<String, Optional<String>> neighbours) {
        Reading reading = new Reading(file, neighbours);
        List<FileValue> documents = problems.isEmpty() ? documents(file, text, reading) : List.of();
        problems.sorted().forEach(problem -> reading.loss(problem.at(), problem.path(), problem.message()));
        if (documents.isEmpty() && !reading.losses().isEmpty()) {
            opened.add(new Opened("", reading));
            return;
        }
        Optional<Format> format = documents.isEmpty()
                ? Optional.empty()
                : formats.stream()
                        .filter(one -> one.recognizes(documents.get(0)))
                        .findFirst();
        if (format.isEmpty()) {
            reading.loss(
                    documents.isEmpty()
                            ? new SourceLocation(file, 1, 1)
                            : documents.get(0).at(),
                    "",
                    documents.isEmpty()
                            ? "the file is empty"
                            : "unknown format: none of " + String.join(", ", titles()));
        }
        format.ifPresent(one -> one.read(documents, reading));
        opened.add(new Opened(format.map(Format::title).orElse(""), reading));
    }

    /**
     * Returns the documents of a text. What follows a syntax error is of no use, so that it is one loss; of a file with a document in
     * each line, only the lines that are wrong are lost.
     */
    private static List<FileValue> documents(String file, String text, Reading reading) {
        Problems problems = new Problems();
        List<SourceNode> documents = SourceParser.ofOtherTool(file, problems).parse(text);
        if (!problems.isEmpty()) {
            if (isOfLines(text)) {
                return values(documentsInLines(file, text, reading));
            }
            lose(problems, reading);
        }
        return values(documents);
    }

    private static boolean isOfLines(String text) {
        return text.lines().filter(line -> !line.isBlank()).limit(2).count() == 2
                && text.lines()
                        .filter(line -> !line.isBlank())
                        .allMatch(line -> line.startsWith("{") || line.startsWith("\uFEFF{"));
    }

    private static List<SourceNode> documentsInLines(String file, String text, Reading reading) {
        List<SourceNode> documents = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int wrong = 0;
        for (int i = 0; i < lines.size() && wrong < MOST_WRONG_LINES; i++) {
            Problems problems = new Problems();
            List<SourceNode> found = SourceParser.ofOtherTool(file, problems)
                    .parseLine(lines.get(i).replace("\uFEFF", ""), i + 1);
            if (problems.isEmpty()) {
                documents.addAll(found);
            } else {
                lose(problems, reading);
                wrong++;
            }
        }
        if (wrong == MOST_WRONG_LINES) {
            reading.loss(new SourceLocation(file, 1, 1), "", wrong + " lines are wrong; what follows them is not read");
        }
        return documents;
    }

    private static void lose(Problems problems, Reading reading) {
        SourceProblem first = problems.sorted().get(0);
        reading.loss(first.at(), first.path(), first.message());
    }

    private static List<FileValue> values(List<SourceNode> documents) {
        return documents.stream()
                .filter(document -> !document.toJson().isNull())
                .map(FileValue::of)
                .toList();
    }

    /** Returns the names of all formats. */
    public static List<String> titles() {
        return new ForeignFiles().formats.stream().map(Format::title).toList();
    }

    private List<ForeignFile> end() {
        formats.forEach(Format::end);
        return opened.stream()
                .map(one -> new ForeignFile(
                        one.reading.file(),
                        one.format,
                        one.reading.calls(),
                        one.reading.interactions(),
                        one.reading.losses()))
                .toList();
    }
}
