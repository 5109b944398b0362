package dev.cannery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Recordings and published specifications next to the project, which are too large or not ours to distribute. */
public final class SharedData {
    /** A property that leaves out what needs this data, which measures it and takes long. */
    private static final String SAMPLES_ONLY = "samplesOnly";

    private static final Set<Path> TOLD = ConcurrentHashMap.newKeySet();

    private SharedData() {}

    /** Skips the test if a file or folder is missing, with a message on how to provide it. */
    public static void require(Path path) {
        boolean isThere = isThere(path);
        if (!isThere && TOLD.add(path)) {
            // Surefire's log only counts the tests that are skipped
            System.out.println(reason(path));
        }
        assumeTrue(isThere, () -> reason(path));
    }

    /** Whether a file or folder is present and to be used; a folder of the project itself always is. */
    static boolean isThere(Path path) {
        return Files.exists(path) && (!path.startsWith("..") || !Boolean.getBoolean(SAMPLES_ONLY));
    }

    static String reason(Path path) {
        return "skipped: there is no " + path.toString().replace('\\', '/')
                + ", data that is no part of the project. Put the folder 'shared' next to the project's to run this test; what"
                + " it covers is tested on samples of our own, too";
    }
}
