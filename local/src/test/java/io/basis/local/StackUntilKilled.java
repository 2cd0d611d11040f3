package io.basis.local;

import io.basis.embedded.LoopbackPort;
import io.basis.embedded.TopicSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A launcher: it brings a stack with two dummy services up in the given directory, says so, and waits to be killed. */
final class StackUntilKilled {
    private StackUntilKilled() {}

    @SuppressWarnings("try")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var stack = up(Path.of(arguments[0]), Path.of(arguments[1]))) {
            System.out.println("up");
            new CountDownLatch(1).await();
        }
    }

    static Stack up(Path directory, Path jar) {
        return Stack.up(directory, Ports.free(), List.of(new TopicSpec("fills", 12)), () -> {}, dummies(jar));
    }

    static List<ServiceSpec> dummies(Path jar) {
        return List.of(
                new ServiceSpec("first", jar, Map.of(), LoopbackPort.free()),
                new ServiceSpec("second", jar, Map.of(), List.of("-Xmx32m"), LoopbackPort.free()));
    }

    static Process inItsOwnProcess(Path directory, Path jar) throws IOException {
        return new ProcessBuilder(
                        java(),
                        "-cp",
                        classPath(),
                        StackUntilKilled.class.getName(),
                        directory.toString(),
                        jar.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
