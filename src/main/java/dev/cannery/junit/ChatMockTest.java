package dev.cannery.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives each test a mock of a chat-completions provider, at a base URL of its own.
 *
 * <pre>{@code
 * @ChatMockTest("contracts/weather-agent.yaml")
 * class WeatherTest {
 *     @Test
 *     void asksForTheWeather(ChatMock mock) {
 *         new WeatherAgent(mock.baseUrl()).ask("What is the weather in Paris?");
 *     }
 * }
 * }</pre>
 *
 * <p>On a class, it applies to all tests of the class and of its nested classes. On a nested class, it adds to the settings of
 * the enclosing class. On a method, it adds contracts that the test must use. It is inherited, also from interfaces, and works
 * as a meta-annotation. Parameters of type {@link ChatMock}, {@link java.net.URI} (the base URL) and
 * {@code List<RecordedExchange>} are injected, also into constructors.
 *
 * @see ChatMockVariants
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ChatMockExtension.class)
// JUnit before 5.12 ignores the provider and requires a name. Nothing else uses this name, and READ locks do not
// conflict.
@ResourceLock(value = "dev.cannery.junit", mode = ResourceAccessMode.READ, providers = PropertyLocks.class)
public @interface ChatMockTest {
    /** The contract files or folders: paths in the project's directory, or otherwise on the class path. */
    String[] value() default {};

    /** The problems that fail a test in addition to its own assertions. */
    Strictness strictness() default Strictness.STRICT;

    /** Whether to share one server with all other classes that set this; by default each outermost class has its own server. */
    boolean shared() default false;

    /**
     * System properties that are set while the tests run, and restored afterwards. A name alone, such as
     * {@code openai.baseUrl}, is set to the base URL; {@code name=value} is set to the value, in which <code>{baseUrl}</code>
     * and <code>{rootUrl}</code> (without {@code /v1}) are replaced. Tests that set properties never run in parallel with each
     * other or with tests that lock {@code SYSTEM_PROPERTIES}.
     */
    String[] properties() default {};

    /**
     * The provider profile that reviews every request, also for contracts of enclosing classes. The nearest annotation that
     * names one takes precedence. By default, each contract's own provider is used.
     */
    String profile() default "";

    /**
     * Whether a provider is asked, and its answers are recorded. The nearest annotation that does not say {@link Recording#OFF} takes
     * precedence.
     *
     * <p>The provider is a URL, or a target of {@code cannery.yaml}, in the configuration parameter {@code cannery.record.target}.
     * Interactions are named after the test, and written to a file for each class below {@code src/test/resources/recorded}, or the
     * folder that {@code cannery.record.out} names. They answer after the contracts of the annotations.
     */
    Recording record() default Recording.OFF;
}
