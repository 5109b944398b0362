package dev.cannery.internal.record;

import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.format.ContractWriter;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.matching.check.ContractCheck;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Contracts made of recorded calls.
 *
 * @param files a file for each provider
 * @param skipped the calls that were not recorded
 * @param unreached the calls that the contracts would not answer with their own answers
 */
public record RecordedContracts(List<RecordedFile> files, List<Skipped> skipped, List<RecordedCall> unreached) {
    /** Each round narrows at least one interaction by a level. */
    private static final int MOST_ROUNDS = 50;

    public RecordedContracts {
        files = List.copyOf(files);
        skipped = List.copyOf(skipped);
        unreached = List.copyOf(unreached);
    }

    /**
     * A call that was not recorded.
     *
     * @param call the call
     * @param reason why not, as a clause such as {@code its answer is incomplete}
     */
    public record Skipped(RecordedCall call, String reason) {}

    /** Makes contracts of calls, in the order in which they were sent. */
    public static RecordedContracts of(List<RecordedCall> calls, RecordingOptions options) {
        Redactor redactor = new Redactor(options.redactions(), options.secrets());
        AnswerReading reading = new AnswerReading(options, redactor);
        List<Skipped> skipped = new ArrayList<>();
        Map<String, List<Answered>> byProvider = new TreeMap<>();
        Dialects dialects = Dialects.of(calls, options.profile());
        for (RecordedCall call : calls) {
            try {
                Answered answered = reading.read(call);
                String profile = dialects.profileOf(answered);
                byProvider
                        .computeIfAbsent(profile, any -> new ArrayList<>())
                        .add(Dialects.isKnown(profile) ? answered : answered.storedRaw());
            } catch (AnswerReading.UnusableException e) {
                skipped.add(new Skipped(call, String.valueOf(e.getMessage())));
            }
        }
        List<RecordedFile> files = new ArrayList<>();
        List<RecordedCall> unreached = new ArrayList<>();
        byProvider.forEach((provider, answered) -> {
            String file = byProvider.size() == 1 ? options.file() : options.file() + "-" + FileNames.slug(provider);
            files.add(new Maker(file, provider, answered, options).make(unreached));
        });
        return new RecordedContracts(files, skipped, unreached);
    }

    /**
     * An answer as a contract writes it.
     *
     * @param response the response
     * @param raw the answer as it was sent; null if it cannot be stored without secrets
     * @param extension the extension of the file for it
     */
    public record Answer(CannedResponse response, @Nullable String raw, String extension) {
        /** Returns the response as a reference to a stub. */
        public CannedResponse asStub(String file) {
            return response instanceof CannedCompletion completion
                    ? Untimed.of(completion.withRecorded(RecordedAnswer.in(Json.object(), file)))
                    : response;
        }
    }

    /**
     * Returns the answer of a call.
     *
     * @throws RecordingException if it cannot be recorded, with the reason as a clause
     */
    public static Answer answerOf(RecordedCall call, RecordingOptions options) {
        try {
            Answered answered =
                    new AnswerReading(options, new Redactor(options.redactions(), options.secrets())).read(call);
            Answered.Raw raw = answered.raw();
            return new Answer(answered.response(), raw == null ? null : raw.text(), raw == null ? "" : raw.extension());
        } catch (AnswerReading.UnusableException e) {
            throw new RecordingException(String.valueOf(e.getMessage()));
        }
    }

    /** Makes the contract of one file. */
    private static final class Maker {
        private final String file;
        private final String provider;
        private final RecordingOptions options;
        private final RequestRules rules;
        private final List<InteractionDraft> drafts;

        private Maker(String file, String provider, List<Answered> answered, RecordingOptions options) {
            this.file = file;
            this.provider = provider;
            this.options = options;
            this.rules = new RequestRules(options, ProfileReader.find(provider));
            this.drafts = new ArrayList<>();
            for (List<CallTree.Turn> conversation : CallTree.of(answered).conversations()) {
                drafts.add(new InteractionDraft(conversation, options.name(), options.isRaw()));
            }
            // the same calls in another order, as those of parallel conversations arrive, give the same file
            drafts.sort(Comparator.comparing(InteractionDraft::name).thenComparing(InteractionDraft::order));
            number();
        }

        private void number() {
            Map<String, Integer> used = new HashMap<>();
            for (InteractionDraft draft : drafts) {
                int count = used.merge(draft.name(), 1, Integer::sum);
                if (count > 1) {
                    draft.rename(draft.name() + " (" + count + ")");
                }
            }
        }

        private RecordedFile make(List<RecordedCall> unreached) {
            unreached.addAll(narrowed());
            drafts.stream().filter(draft -> !draft.isRaw() && !loads(draft)).forEach(InteractionDraft::storeRaw);
            drafts.stream().filter(draft -> !isVerifiable(draft)).forEach(InteractionDraft::leaveUnverified);
            String folder = FileNames.slug(file);
            Map<String, String> stubs = new LinkedHashMap<>();
            drafts.forEach(draft -> stubs.putAll(draft.stubs(folder)));
            Map<String, Map<String, String>> requests = new LinkedHashMap<>();
            drafts.forEach(draft -> requests.put(draft.name(), draft.requests(folder)));
            return new RecordedFile(file, contract(interactions()), stubs, requests);
        }

        private List<LoadedInteraction> interactions() {
            return drafts.stream()
                    .map(draft -> draft.interaction(rules, FileNames.slug(file)))
                    .toList();
        }

        /** Whether a contract may say what the provider answered. It may not if the answer is not what was asked for. */
        private boolean loads(InteractionDraft draft) {
            try {
                ContractReader.parse(
                        "recorded.yaml",
                        ContractWriter.write(contract(List.of(draft.interaction(rules, FileNames.slug(file))))));
                return true;
            } catch (SourceProblemsException e) {
                return false;
            }
        }

        /** Whether a request to the provider can be built. A model may be served at one endpoint only. */
        private boolean isVerifiable(InteractionDraft draft) {
            LoadedContract alone = contract(List.of(draft.interaction(rules, FileNames.slug(file))));
            return ContractCheck.check(
                            List.of(alone),
                            (name, request) -> ProfileReader.find(name).refusalOf(request))
                    .isEmpty();
        }

        private LoadedContract contract(List<LoadedInteraction> interactions) {
            return new LoadedContract(file, file, provider, interactions);
        }

        /** Narrows interactions that answer requests of others; returns the calls that still get another answer. */
        private List<RecordedCall> narrowed() {
            List<RecordedCall> unreached = List.of();
            for (int round = 0; round < MOST_ROUNDS; round++) {
                List<RecordedCall> missed = new ArrayList<>();
                boolean isNarrower = false;
                List<LoadedInteraction> interactions = interactions();
                InteractionSet set = InteractionSet.of(
                        List.of(contract(interactions)), new RuleChecker(new TokenCounter()::forModel));
                IdentityHashMap<LoadedInteraction, InteractionDraft> byInteraction = new IdentityHashMap<>();
                for (int i = 0; i < drafts.size(); i++) {
                    byInteraction.put(interactions.get(i), drafts.get(i));
                }
                for (InteractionDraft draft : drafts) {
                    isNarrower |= check(draft, set, byInteraction, missed);
                }
                unreached = missed;
                if (!isNarrower) {
                    break;
                }
            }
            return unreached;
        }

        private boolean check(
                InteractionDraft draft,
                InteractionSet set,
                IdentityHashMap<LoadedInteraction, InteractionDraft> byInteraction,
                List<RecordedCall> missed) {
            boolean isNarrower = false;
            for (CallTree.Turn turn : draft.turns()) {
                for (Answered answered : turn.answers()) {
                    Optional<Match> match = set.match(answered.sent());
                    InteractionDraft found = match.map(one -> byInteraction.get(one.interaction()))
                            .orElse(null);
                    boolean isOwn = found != null
                            && found.turns().get(match.get().index()).node() == turn.node();
                    if (!isOwn) {
                        missed.add(answered.call());
                        isNarrower |= found != null
                                && !options.isExact()
                                && (found.restrict(answered.sent().endpoint()) || found.narrow());
                    }
                }
            }
            return isNarrower;
        }
    }
}
