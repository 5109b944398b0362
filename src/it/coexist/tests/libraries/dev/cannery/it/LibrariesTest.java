package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Objects;
import com.google.common.collect.ImmutableList;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

/** The project's own libraries are those that it named. */
class LibrariesTest {
    @Test
    void theirLibrariesAreInUse() throws Exception {
        assertEquals((Integer) 1, JsonPath.read("{\"a\": [1]}", "$.a[0]"));
        assertEquals(2, ImmutableList.of(1, 2).size());
        assertEquals(true, jar(JsonPath.class).endsWith("json-path-2.6.0.jar"));
        assertEquals(true, jar(Objects.class).endsWith("guava-20.0.jar"));
    }

    private static String jar(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
