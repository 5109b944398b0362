package dev.cannery.internal.record.compare;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.RecordedCall;
import dev.cannery.internal.record.RecordedContracts;
import dev.cannery.internal.record.RecordedFile;
import dev.cannery.internal.record.RecordedProvider;
import dev.cannery.internal.record.RecordingException;
import dev.cannery.internal.record.RecordingOptions;
import dev.cannery.internal.record.RecordingWriter;
import dev.cannery.internal.record.StoredRequests;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asks a provider again with the recorded requests, and finds what has changed in its answers. */
public final class Refresh {
    private static final String STUBS = "stubs";

    private final RecordedProvider provider;
    private final RecordingOptions options;
    private final Path folder;
    private final List<RecordedFile> changed = new ArrayList<>();

    /**
     * Creates a refresh.
     *
     * @param folder the folder of the recorded contracts
     */
    public Refresh(RecordedProvider provider, RecordingOptions options, Path folder) {
        this.provider = provider;
        this.options = options.storing(options.isRaw(), options.isTimed(), true);
        this.folder = folder;
    }

    /** The outcome of comparing a new answer with the recorded one. */
    public enum Outcome {
        SAME,
        CHANGED,
        /** No answer came that could be compared. */
        FAILED
    }

    /**
     * The result of one recorded answer.
     *
     * @param answer the number of the answer among those that the request got one after the other, from 1
     * @param details the changes, or the reason why there is nothing to compare, in lines for people
     */
    public record Result(StoredRequests.Stored request, int answer, Outcome outcome, List<String> details) {
        public Result {
            details = List.copyOf(details);
        }

        private boolean isChanged() {
            return outcome == Outcome.CHANGED;
        }

        /** Returns the interaction, with the turn and the answer if they are not the first. */
        public String title() {
            return request.title() + (answer == 1 ? "" : ", answer " + answer);
        }
    }

    /**
     * Asks for all recorded answers of the folder.
     *
     * @throws RecordingException if there is no recorded request
     */
    public List<Result> ask() throws InterruptedException {
        List<StoredRequests.Stored> stored =
                Files.isDirectory(folder) ? StoredRequests.of(List.of(folder)) : List.<StoredRequests.Stored>of();
        if (stored.isEmpty()) {
            throw new RecordingException("there is no recorded request below '" + folder + "'");
        }
        List<Result> results = new ArrayList<>();
        for (Path file : contracts()) {
            LoadedContract contract = ContractReader.read(file).get(0);
            new OfFile(file, contract, stored).ask(results);
        }
        return results;
    }

    private List<Path> contracts() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(RecordingWriter::isRecorded).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the answers that have changed, and returns the files. */
    public List<RecordingWriter.Written> accept() {
        List<String> secrets = provider.target().endpoint().key() == null
                ? List.of()
                : List.of(provider.target().endpoint().key().value());
        return new RecordingWriter(folder, secrets).write(new RecordedContracts(changed, List.of(), List.of()));
    }

    /** The recorded interactions of one file. */
    private final class OfFile {
        private final LoadedContract contract;
        private final Map<StoredRequests.Place, StoredRequests.Stored> requests = new HashMap<>();
        private final Map<String, String> stubs = new LinkedHashMap<>();

        private OfFile(Path file, LoadedContract contract, List<StoredRequests.Stored> stored) {
            this.contract = contract;
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "");
            for (StoredRequests.Stored one : stored) {
                Path parent = one.file().getParent();
                if (parent != null && parent.endsWith(Path.of(STUBS, name))) {
                    requests.put(one.place(), one);
                }
            }
        }

        private void ask(List<Result> results) throws InterruptedException {
            List<LoadedInteraction> fresh = new ArrayList<>();
            for (LoadedInteraction interaction : contract.interactions()) {
                int before = results.size();
                LoadedInteraction asked = asked(interaction, results);
                if (results.subList(before, results.size()).stream().anyMatch(Result::isChanged)) {
                    fresh.add(asked);
                }
            }
            if (!fresh.isEmpty()) {
                changed.add(new RecordedFile(contract.name(), contract.withInteractions(fresh), stubs, Map.of()));
            }
        }

        private LoadedInteraction asked(LoadedInteraction interaction, List<Result> results)
                throws InterruptedException {
            List<Turn> turns = new ArrayList<>();
            for (int i = 0; i < interaction.turns().size(); i++) {
                Turn turn = interaction.turns().get(i);
                StoredRequests.Stored request = requests.get(new StoredRequests.Place(interaction.name(), i + 1));
                if (request == null) {
                    turns.add(turn);
                } else {
                    List<CannedResponse> responses = new ArrayList<>();
                    for (CannedResponse recorded : turn.responses()) {
                        responses.add(asked(request, responses.size() + 1, recorded, results));
                    }
                    turns.add(new Turn(turn.request(), responses));
                }
            }
            return interaction.withTurns(turns);
        }

        private CannedResponse asked(
                StoredRequests.Stored request, int number, CannedResponse recorded, List<Result> results)
                throws InterruptedException {
            try {
                RecordedContracts.Answer answer = RecordedContracts.answerOf(call(request), options);
                List<String> changes = AnswerChanges.between(recorded, answer.response());
                results.add(new Result(request, number, changes.isEmpty() ? Outcome.SAME : Outcome.CHANGED, changes));
                return stored(request, number, recorded, answer);
            } catch (RecordingException e) {
                results.add(new Result(request, number, Outcome.FAILED, List.of(String.valueOf(e.getMessage()))));
                return recorded;
            }
        }

        /** Returns the new response, as a stub if the recorded one is. */
        private CannedResponse stored(
                StoredRequests.Stored request, int number, CannedResponse recorded, RecordedContracts.Answer answer) {
            boolean isStub = recorded instanceof CannedCompletion completion && completion.recorded() != null;
            if (!isStub || answer.raw() == null) {
                return answer.response();
            }
            String first = folder.resolve(STUBS)
                    .relativize(request.file())
                    .toString()
                    .replace('\\', '/')
                    .replaceFirst("\\.request\\.json$", "");
            String name = StoredRequests.ofAnswer(first, number) + answer.extension();
            stubs.put(name, answer.raw());
            return answer.asStub(name);
        }
    }

    private RecordedCall call(StoredRequests.Stored request) throws InterruptedException {
        String path = request.url().replaceFirst("\\?.*", "");
        String spent = provider.budget().take().orElse("");
        if (!spent.isEmpty()) {
            throw new RecordingException(spent);
        }
        Reply reply = provider.client()
                .at(ChatEndpoint.of(path))
                .withQuery(request.query())
                .send(Json.compact(request.body()).getBytes(StandardCharsets.UTF_8), Map.of());
        if (reply.failure() != null) {
            throw new RecordingException(reply.failure().actual());
        }
        return new RecordedCall(
                SourceLocation.NOWHERE,
                "POST",
                request.url(),
                Map.of(),
                request.body(),
                reply.status(),
                reply.headers(),
                reply.arrivals().stream()
                        .map(arrival -> new RecordedCall.Arrival(arrival.at(), arrival.bytes()))
                        .toList(),
                true);
    }
}
