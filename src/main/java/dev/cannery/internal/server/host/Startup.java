package dev.cannery.internal.server.host;

import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;

/** Loads the classes that slow down the first server of a JVM, in the background. */
public final class Startup {
    private Startup() {}

    /** Starts to load, for programs that have other work to do before they start a server. */
    public static void loadAhead() {
        inBackground(() -> ProfileReader.read(Profile.DEFAULT));
        inBackground(() -> {
            loadJetty();
            new TokenCounter(0, 0).tokens("", " ");
        });
    }

    /** Waits until Jetty is loaded. Two threads that initialize its classes at the same time could deadlock. */
    public static void loadJetty() {
        JettyClasses.load();
    }

    public static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "cannery-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Relies on the JVM to initialize a class once and to let other threads wait for it, so there is no state to guard.
     */
    private static final class JettyClasses {
        static {
            FrontServer.loadClasses();
        }

        private JettyClasses() {}

        static void load() {}
    }
}
