package dev.cannery.internal.junit;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;

/**
 * Turns classes with {@code @ChatMockTest} into class templates, with a JUnit that bears them.
 *
 * <p>Only an annotation can make a class a template, and the annotation names an extension that only JUnit from 5.13 on can
 * load; 5.13 itself fails every template with a resource lock. Nothing can be registered later, and Java ignores nothing but an
 * annotation whose type is missing. So that type is missing in the jar, and is defined here. Where no session of the launcher
 * opens, or the tests have a class loader of their own, it stays missing, and a class runs once, as it did before.
 */
final class ClassTemplates {
    private static final String PACKAGE = "dev.cannery.junit.";
    private static final String FRONT = PACKAGE + "ChatMockTest";
    private static final String TEMPLATE = PACKAGE + "DialectTemplate";
    private static final String FORM = "DialectTemplat0";

    /** A type that JUnit has from 5.14 on. */
    private static final String FROM_5_14 = "org.junit.jupiter.api.MediaType";

    private ClassTemplates() {}

    /** Defines the annotation, if JUnit is new enough and nobody has defined it. Called before any test class is read. */
    static void turnOn() {
        if (!exists(FROM_5_14) || exists(TEMPLATE)) {
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
