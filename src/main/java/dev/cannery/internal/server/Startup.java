package dev.cannery.internal.server;

import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;

/** Loads in the background what the first server of a JVM takes longest to load. */
public final class Startup {
    private Startup() {}

    /** Begins to load, for programs that have other things to do before they start a server. */
    public static void loadAhead() {
        inBackground(() -> ProfileReader.read(Profile.DEFAULT));
        inBackground(() -> {
            loadJetty();
            new TokenCounter(0, 0).tokens("", " ");
        });
    }

    /** Waits until Jetty is loaded, so that no two threads initialize its classes, which could wait for each other. */
    static void loadJetty() {
        JettyClasses.load();
    }

    static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "cannery-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** The JVM initializes a class once, and lets others wait for it: there is no state to guard here. */
    private static final class JettyClasses {
        static {
            FrontServer.loadClasses();
        }

        private JettyClasses() {}

        static void load() {}
    }
}
