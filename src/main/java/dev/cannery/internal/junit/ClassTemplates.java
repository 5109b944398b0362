package dev.cannery.internal.junit;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Turns classes with {@code @ChatMockTest} into class templates, with a JUnit that bears them.
 *
 * <p>Only an annotation can make a class a template, and the annotation names an extension that only JUnit from 5.13 on can
 * load; 5.13 and 6.0 fail every template with a resource lock. Nothing can be registered later, and Java ignores nothing but an
 * annotation whose type is missing. So that type is missing in the jar, and is defined here. Where no session of the launcher
 * opens, or the tests have a class loader of their own, it stays missing, and a class runs once, as it did before.
 */
final class ClassTemplates {
    private static final String PACKAGE = "dev.cannery.junit.";
    private static final String FRONT = PACKAGE + "ChatMockTest";
    private static final String TEMPLATE = PACKAGE + "DialectTemplate";
    private static final String FORM = "DialectTemplat0";

    private static final Runtime.Version FIRST = Runtime.Version.parse("5.14.4");
    private static final Runtime.Version LAST_OF_5 = Runtime.Version.parse("6");
    private static final Runtime.Version FIRST_OF_6 = Runtime.Version.parse("6.1");

    private ClassTemplates() {}

    /** Defines the annotation, if JUnit is new enough and nobody has defined it. Called before any test class is read. */
    static void turnOn() {
        if (!isSupported(ExtendWith.class.getPackage().getImplementationVersion()) || exists(TEMPLATE)) {
            return;
        }
        try {
            Class<?> front = Class.forName(FRONT, false, ClassTemplates.class.getClassLoader());
            MethodHandles.privateLookupIn(front, MethodHandles.lookup()).defineClass(template(front));
        } catch (ReflectiveOperationException | IOException | LinkageError e) {
            System.getLogger("dev.cannery.junit")
                    .log(System.Logger.Level.DEBUG, "tests cannot run in several dialects", e);
        }
    }

    /** Whether this version of JUnit runs class templates that have a resource lock; 5.13 and 6.0 do not. */
    static boolean isSupported(@Nullable String version) {
        if (version == null || !version.matches("\\d+(\\.\\d+)*")) {
            return false;
        }
        Runtime.Version used = Runtime.Version.parse(version.replaceAll("(\\.0)+$", ""));
        return used.compareTo(FIRST_OF_6) >= 0 || (used.compareTo(FIRST) >= 0 && used.compareTo(LAST_OF_5) < 0);
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ClassTemplates.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Returns the class file of the form under the other name, which is as long. */
    private static byte[] template(Class<?> front) throws IOException {
        try (InputStream form = front.getResourceAsStream(FORM + ".class")) {
            if (form == null) {
                throw new IOException(FORM + ".class is missing");
            }
            String bytes = new String(form.readAllBytes(), StandardCharsets.ISO_8859_1);
            return bytes.replace(FORM, TEMPLATE.substring(PACKAGE.length())).getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
