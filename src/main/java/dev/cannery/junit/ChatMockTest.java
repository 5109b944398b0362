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
 * <p>On a class it serves all tests of the class and of its nested classes; on a nested class it adds to what the class
 * around has; on a method it adds contracts to those of the class, which the test then must use. It is inherited, also from
 * interfaces, and may be put on an annotation of your own. Parameters of type {@link ChatMock}, {@link java.net.URI} (the
 * base URL) and {@code List<RecordedExchange>} are filled in, those of constructors, too.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ChatMockExtension.class)
// JUnit before 5.12 knows no providers, and demands a name: nobody else takes this one, and readers do not exclude each
// other.
@ResourceLock(value = "dev.cannery.junit", mode = ResourceAccessMode.READ, providers = PropertyLocks.class)
public @interface ChatMockTest {
    /** Contract files, or folders of them: paths in the project's directory, or else on the class path. */
    String[] value() default {};

    /** What fails a test beside its own assertions. */
    Strictness strictness() default Strictness.STRICT;

    /** Whether one server serves all classes that say so; by default each outermost class has its own. */
    boolean shared() default false;

    /**
     * System properties that are set while the tests run, and restored after: a name alone, as {@code openai.baseUrl}, is set
     * to the base URL; {@code name=value} to the value, in which <code>{baseUrl}</code> and <code>{rootUrl}</code>, the same
     * without {@code /v1}, are filled in. Tests that do so, and those that lock {@code SYSTEM_PROPERTIES}, never run at once.
     */
    String[] properties() default {};

    /**
     * The provider profile that judges every request, also to contracts of classes around; the nearest that is named holds. By
     * default each contract's own provider judges.
     */
    String profile() default "";
}
