package dev.cannery;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The measures of one source file, taken from the JDK compiler's parse tree, so that every file that compiles can be
 * measured.
 *
 * @param path the file
 * @param lines its number of lines
 * @param types its types, nested ones too
 * @param methods its methods and constructors
 */
record SourceFile(Path path, int lines, List<Type> types, List<Method> methods) {
    /** A type by its name, qualified with its enclosing types. */
    record Type(String name) {}

    /** A method: its lines, from annotations to closing brace. */
    record Method(String name, long lines) {}

    /** Measures every Java file below a directory. */
    static List<SourceFile> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return measure(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SourceFile> measure(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            List<SourceFile> measured = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                measured.add(new Measuring(unit, Trees.instance(task)).measure());
            }
            return measured;
        }
    }

    private static final class Measuring extends TreeScanner<Void, String> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<Type> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();

        Measuring(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        SourceFile measure() throws IOException {
            scan(unit.getTypeDecls(), "");
            Path path = Path.of(unit.getSourceFile().toUri());
            return new SourceFile(path, Files.readAllLines(path).size(), types, methods);
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            String name = outer + type.getSimpleName();
            types.add(new Type(name));
            return super.visitClass(type, name + ".");
        }

        @Override
        public Void visitMethod(MethodTree method, String outer) {
            long start = trees.getSourcePositions().getStartPosition(unit, method);
            long end = trees.getSourcePositions().getEndPosition(unit, method);
            if (end >= 0) {
                long lines =
                        unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
                methods.add(new Method(outer + method.getName(), lines));
            }
            return super.visitMethod(method, outer);
        }
    }
}
