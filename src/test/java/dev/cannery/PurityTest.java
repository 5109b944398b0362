package dev.cannery;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks that the middle packages are pure, and that there is no static mutable state. */
class PurityTest {
    private static final JavaClasses CLASSES = Product.classes();
    /** The classes that build contracts in Java, which only build trees. */
    private static final Set<String> VOCABULARY = Set.of(
            "ConversationTurn",
            "Expectation",
            "Fault",
            "FinishReason",
            "JsonKind",
            "Keys",
            "LineEnd",
            "RequestRule",
            "Response",
            "Responses",
            "Rule",
            "Rules",
            "Streaming");

    private static final DescribedPredicate<JavaClass> THE_MIDDLE = Product.in(
                    "wire", "chat", "source", "contract", "profile", "matching", "response")
            .or(describe("the vocabulary", PurityTest::isVocabulary))
            .as("the pure middle");

    /** Calls that read a clock or random numbers. A generator with an explicit seed is allowed. */
    private static final Set<String> UNREPEATABLE = Set.of(
            "java.lang.System.currentTimeMillis()",
            "java.lang.System.nanoTime()",
            "java.lang.Math.random()",
            "java.util.Collections.shuffle(java.util.List)",
            "java.util.Date.<init>()",
            "java.util.Random.<init>()",
            "java.util.SplittableRandom.<init>()",
            "java.util.UUID.randomUUID()");

    /** Calls that have a variant with a locale. */
    private static final Set<String> LOCALISED = Set.of(
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.util.Locale.getDefault()");

    private static final Set<String> ADDRESSES =
            Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URLDecoder", "java.net.URLEncoder");

    private static boolean isVocabulary(JavaClass type) {
        JavaClass outer = type.getEnclosingClass().orElse(type);
        return outer.getPackageName().equals(Product.ROOT) && VOCABULARY.contains(outer.getSimpleName());
    }

    @Test
    void everyNameOfTheVocabularyIsAType() {
        assertThat(CLASSES.stream().filter(PurityTest::isVocabulary).map(JavaClass::getSimpleName))
                .containsAll(VOCABULARY);
    }

    /** In some locales a digit or a capital is another character, which would change files, keys and sentences. */
    @Test
    void nothingIsWrittenInTheLocaleOfTheMachine() {
        noClasses()
                .should()
                .accessTargetWhere(
                        target(describe("uses the default locale", method -> LOCALISED.contains(method.getFullName()))))
                .check(CLASSES);
    }

    @Test
    void theMiddleUsesNeitherClockNorRandomNumbers() {
        noClasses()
                .that(THE_MIDDLE)
                .should()
                .accessTargetWhere(target(describe("is a clock or chance", PurityTest::isUnrepeatable)))
                .orShould()
                .dependOnClassesThat(assignableTo("java.time.Clock")
                        .or(assignableTo("java.util.concurrent.ThreadLocalRandom"))
                        .or(assignableTo("java.security.SecureRandom")))
                .because("the same request must get the same answer")
                .check(CLASSES);
    }

    private static boolean isUnrepeatable(AccessTarget target) {
        return UNREPEATABLE.contains(target.getFullName())
                || (target.getName().equals("now")
                        && target.getOwner().getPackageName().startsWith("java.time"));
    }

    @Test
    void theMiddleStartsNoThreadAndHoldsNoLock() {
        noClasses()
                .that(THE_MIDDLE)
                .should()
                .dependOnClassesThat(assignableTo(Thread.class)
                        .or(assignableTo(ThreadLocal.class))
                        .or(assignableTo(java.util.Timer.class))
                        .or(assignableTo(java.util.concurrent.Executor.class))
                        .or(assignableTo(java.util.concurrent.Executors.class))
                        .or(assignableTo(java.util.concurrent.Future.class))
                        .or(resideInAPackage("java.util.concurrent.locks..")))
                .orShould()
                .callMethodWhere(target(describe(
                        "is a parallel stream", method -> method.getName().startsWith("parallel"))))
                .check(CLASSES);
    }

    @Test
    void theMiddleKnowsNoNetwork() {
        DescribedPredicate<JavaClass> network = resideInAnyPackage("java.net..", "javax.net..", "java.nio.channels..")
                .and(not(describe("a mere address", type -> ADDRESSES.contains(type.getName()))));

        noClasses().that(THE_MIDDLE).should().dependOnClassesThat(network).check(CLASSES);
    }

    @Test
    void onlyReadersAndWritersOfTheMiddleTouchFiles() {
        DescribedPredicate<JavaClass> readersAndWriters = describe(
                "readers and writers",
                type -> type.getSimpleName().endsWith("Reader")
                        || type.getSimpleName().endsWith("Writer")
                        || type.getEnclosingClass()
                                .filter(outer -> outer.getSimpleName().matches(".*(Reader|Writer)"))
                                .isPresent());

        noClasses()
                .that(THE_MIDDLE.and(not(readersAndWriters)))
                .should()
                .accessTargetWhere(describe("a file or resource is touched", PurityTest::touchesFile))
                .check(CLASSES);
    }

    private static boolean touchesFile(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return owner.isEquivalentTo(java.nio.file.Files.class)
                || owner.isEquivalentTo(java.io.File.class)
                || owner.isEquivalentTo(java.io.RandomAccessFile.class)
                || owner.getName().matches("java\\.io\\.File(Reader|Writer|InputStream|OutputStream)")
                || access.getTarget().getName().startsWith("getResource");
    }

    /** System properties are set only for tests that ask for it with the annotation, and only until they end. */
    @Test
    void setsNothingForTheWholeJvm() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PropertyValues")
                .should()
                .accessTargetWhere(target(describe("sets something JVM-wide", PurityTest::isJvmWide)))
                .because("a user's own server lives in the same JVM")
                .check(CLASSES);
    }

    private static boolean isJvmWide(AccessTarget target) {
        String owner = target.getOwner().getName();
        return switch (target.getName()) {
            case "setProperty", "setProperties", "clearProperty" ->
                owner.equals("java.lang.System") || owner.equals("java.security.Security");
            case "setDefault" ->
                owner.matches("java\\.util\\.(Locale|TimeZone)|java\\.net\\.(Authenticator|ProxySelector)");
            case "setOut", "setErr", "setIn" -> owner.equals("java.lang.System");
            case "setURLStreamHandlerFactory", "setDefaultUncaughtExceptionHandler" -> true;
            default -> false;
        };
    }

    /** Before JUnit 5.13, an extension can reach the listener of the session only through a static field. */
    @Test
    void noStaticFieldIsEverAssignedAgain() {
        fields().that()
                .areStatic()
                .and()
                .areNotDeclaredIn("dev.cannery.internal.junit.SessionEnd")
                .should()
                .beFinal()
                .check(CLASSES);
    }

    /** Checks only the declared type. A {@code List} may still be an {@code ArrayList}, which reviews must catch. */
    @Test
    void noStaticFieldHoldsAMutableType() {
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(describe("made to change", PurityTest::isMutableType))
                .check(CLASSES);
        noFields()
                .that()
                .areStatic()
                .and()
                .areNotPrivate()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveRawType(describe("an array", JavaClass::isArray))
                .check(CLASSES);
    }

    private static boolean isMutableType(JavaClass type) {
        boolean concreteCollection = !type.isInterface()
                && (type.isAssignableTo(Iterable.class) || type.isAssignableTo(java.util.Map.class));
        return (concreteCollection
                        && type.getPackageName().startsWith("java.util")
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                || type.isAssignableTo(java.util.concurrent.ConcurrentMap.class)
                || type.isAssignableTo(java.util.Queue.class)
                || type.isAssignableTo(Appendable.class)
                || type.isAssignableTo(ThreadLocal.class)
                || type.isAssignableTo(java.util.Date.class)
                || type.isAssignableTo(java.util.BitSet.class)
                || type.getPackageName().startsWith("java.util.concurrent.atomic");
    }
}
