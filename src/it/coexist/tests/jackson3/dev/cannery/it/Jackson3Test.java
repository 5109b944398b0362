package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The project's own Jackson 3 works as without Cannery. */
class Jackson3Test {
    @Test
    void theirMapperReads() {
        assertEquals(1, new JsonMapper().readTree("{\"a\": 1}").path("a").asInt());
    }
}
