package dev.cannery.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.check.ContractCheck;
import dev.cannery.internal.matching.check.ContractWarning;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.Miss;
import dev.cannery.internal.matching.RuleChecker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Loading, checking and matching contracts of different sizes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MatchingBenchmark {
    @Param({"1", "100", "10000"})
    int interactions;

    private final RuleChecker checker = new RuleChecker(new TokenCounter()::forModel);
    private String yaml = "";
    private List<LoadedContract> contracts = List.of();
    private InteractionSet set = InteractionSet.of(List.of(), checker);
    private ChatRequest hit = ChatRequest.of(Json.object());
    private ChatRequest miss = hit;

    @Setup
    public void prepare() throws Exception {
        yaml = Workload.contract(interactions, false);
        contracts = ContractReader.parse("bench.yaml", yaml);
        set = InteractionSet.of(contracts, checker);
        String last = Workload.request(interactions - 1, "");
        hit = ChatRequest.of((ObjectNode) Json.parse(last));
        miss = ChatRequest.of((ObjectNode) Json.parse(last.replace("question", "answer")));
        if (set.match(hit).isEmpty() || set.match(miss).isPresent()) {
            throw new IllegalStateException("the requests do not hit and miss");
        }
    }

    @Benchmark
    public Optional<Match> matchesTheLast() {
        return set.match(hit);
    }

    @Benchmark
    public Optional<Match> matchesNone() {
        return set.match(miss);
    }

    @Benchmark
    public Miss explainsAMiss() {
        return set.explain(miss);
    }

    @Benchmark
    public List<LoadedContract> load() {
        return ContractReader.parse("bench.yaml", yaml);
    }

    @Benchmark
    public InteractionSet compile() {
        return InteractionSet.of(contracts, checker);
    }

    @Benchmark
    public List<ContractWarning> check() {
        return ContractCheck.check(contracts, (provider, request) -> Optional.empty());
    }
}
