package dev.cannery.internal.server.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScopeRegistryTest {
    private final AtomicLong now = new AtomicLong();
    private final List<String> abandoned = new ArrayList<>();
    private final ScopeRegistry<String> scopes = new ScopeRegistry<>(2, now::get, abandoned::add);

    @Test
    void whatNobodyAsksForIsForgottenAndMakesRoom() {
        String first = scopes.add(Duration.ofMinutes(10), id -> id);
        String second = scopes.add(Duration.ofMinutes(10), id -> id);
        now.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(scopes.find(second)).contains(second);
        now.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(scopes.find(first)).isEmpty();
        assertThat(scopes.all()).containsExactly(second);
        assertThat(scopes.add(null, id -> id)).isNotEqualTo(second);
        assertThat(abandoned).containsExactly(first);
    }

    @Test
    void whatHasNoPatienceToLoseStays() {
        String scope = scopes.add(null, id -> id);
        now.addAndGet(Duration.ofDays(9).toNanos());

        assertThat(scopes.find(scope)).contains(scope);
        assertThat(scopes.remove(scope)).contains(scope);
        assertThat(scopes.remove(scope)).isEmpty();
        assertThat(abandoned).isEmpty();
    }

    @Test
    void tooManyAreRefusedInASentence() {
        scopes.add(null, id -> id);
        scopes.add(null, id -> id);

        assertThatThrownBy(() -> scopes.add(null, id -> id))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There are 2 scopes, the maximum." + " Close scopes that are no longer needed.");
    }

    @Test
    void aPathTellsItsScope() {
        assertThat(ScopePath.parse("/scope/4f2a/v1/chat/completions"))
                .contains(new ScopePath("4f2a", "/v1/chat/completions"));
        assertThat(ScopePath.parse("/scope/4f2a")).contains(new ScopePath("4f2a", "/"));
        assertThat(ScopePath.parse("/v1/scope/4f2a")).isEmpty();
    }
}
