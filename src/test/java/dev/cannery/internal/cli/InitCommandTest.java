package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.wire.Json;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theFirstContractIsValidAndNamesItsSchema() throws Exception {
        try (Program init = Program.start("init", folder.toString())) {
            assertThat(init.exitCode()).isZero();
            assertThat(init.out().lines().limit(2))
                    .containsExactly(
                            "wrote " + contracts().resolve("first.yaml"),
                            "wrote " + contracts().resolve("contract.schema.json"));
        }
        assertThat(contracts().resolve("first.yaml"))
                .content()
                .startsWith("# yaml-language-server: $schema=contract.schema.json\n");
        try (Program check = Program.start("check", contracts().toString(), "--fail-on", "warning")) {
            assertThat(check.exitCode()).as(check.out()).isZero();
        }
    }

    @Test
    void printsATestForAJavaProject() throws Exception {
        try (Program other = Program.start("init", folder.resolve("other").toString())) {
            assertThat(other.exitCode()).isZero();
            assertThat(other.out()).doesNotContain("@ChatMockTest");
        }
        Files.createFile(folder.resolve("pom.xml"));
        try (Program init = Program.start("init", folder.toString())) {
            assertThat(init.exitCode()).isZero();
            assertThat(init.out()).contains("    @ChatMockTest(\"contracts/first.yaml\")");
        }
    }

    @Test
    void thePrintedTestCompiles() throws Exception {
        Path source = Files.writeString(
                folder.resolve("FirstContractTest.java"), InitCommand.resource("FirstContractTest.java.txt"));
        StringWriter errors = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<String> options = List.of("-d", folder.toString(), "-proc:none");
            boolean isCompiled = compiler.getTask(errors, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(isCompiled).as(errors.toString()).isTrue();
        }
    }

    @Test
    void doesNotChangeExistingFiles() throws Exception {
        Files.createDirectories(contracts());
        Path own = Files.writeString(contracts().resolve("first.yaml"), "mine");
        try (Program init = Program.start("init", folder.toString())) {
            assertThat(init.exitCode()).isZero();
            assertThat(init.out()).contains("kept  " + own + " (exists already)");
        }
        assertThat(own).hasContent("mine");
    }

    @Test
    void printsOneLineForAFileInPlaceOfTheFolder() throws Exception {
        Files.createFile(contracts());
        try (Program init = Program.start("init", folder.toString())) {
            assertThat(init.exitCode()).isEqualTo(2);
            assertThat(init.err().lines()).containsExactly("cannery: '" + contracts() + "' is not a folder");
        }
    }

    @Test
    void printsTheSchemaUnchanged() throws Exception {
        try (Program schema = Program.start("schema")) {
            assertThat(schema.exitCode()).isZero();
            assertThat(schema.out()).isEqualTo(SchemaCommand.text());
            assertThat(Json.parse(schema.out()).path("$schema").asText()).contains("json-schema.org");
        }
    }

    @Test
    void theErrorForAMissingFolderSuggestsInit() throws Exception {
        try (Program serve = Program.start("serve", "--contracts", contracts().toString())) {
            assertThat(serve.exitCode()).isEqualTo(2);
            assertThat(serve.err()).contains("write a first contract with 'cannery init'");
        }
    }

    private Path contracts() {
        return folder.resolve("contracts");
    }
}
