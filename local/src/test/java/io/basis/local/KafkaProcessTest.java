package io.basis.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessTest {
    @TempDir
    Path directory;

    @Test
    void keepsWhatItAcknowledgedWhenItIsKilled() throws IOException, ExecutionException, InterruptedException {
        // Given
        Process killed = start();
        String first = killed.inputReader().readLine();
        Topics.createMissing(first, List.of(new TopicSpec("fills", 1)));
        send(first, "fills");
        killed.destroyForcibly().waitFor();

        // When
        Process next = start();
        String second = next.inputReader().readLine();

        // Then
        assertThat(endOffset(second, "fills")).isEqualTo(1);
        next.destroy();
        assertThat(next.waitFor()).as("exit code on SIGTERM").isEqualTo(128 + 15);
    }

    @Test
    void refusesWrongArguments() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        StackUntilKilled.java(),
                        "-cp",
                        StackUntilKilled.classPath(),
                        KafkaProcess.class.getName(),
                        "there")
                .start();
        assertThat(process.errorReader().readLine()).startsWith("usage:");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        StackUntilKilled.java(),
                        "-cp",
                        StackUntilKilled.classPath(),
                        KafkaProcess.class.getName(),
                        directory.toString(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void send(String bootstrap, String topic) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "kept")).get();
        }
    }

    private static long endOffset(String bootstrap, String topic) throws ExecutionException, InterruptedException {
        var partition = new TopicPartition(topic, 0);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
