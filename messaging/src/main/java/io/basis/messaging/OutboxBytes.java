package io.basis.messaging;

import io.basis.domain.message.Topic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An outbox as bytes: binary, because what is sent again must be the same to the byte. */
final class OutboxBytes {

    private static final int VERSION = 1;

    private OutboxBytes() {}

    static byte @Nullable [] write(List<Outbound> records) {
        if (records.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(records.size());
            for (Outbound record : records) {
                out.writeUTF(record.topic().name());
                out.writeInt(record.partition());
                out.writeBoolean(record.key() != null);
                if (record.key() != null) {
                    out.writeUTF(record.key());
                }
                out.writeInt(record.headers().size());
                for (Map.Entry<String, byte[]> header : new TreeMap<>(record.headers()).entrySet()) {
                    out.writeUTF(header.getKey());
                    write(out, header.getValue());
                }
                write(out, record.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static List<Outbound> read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return List.of();
        }
        List<Outbound> records = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("outbox of version " + version + ", this is " + VERSION);
            }
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                Topic topic = Topic.valueOf(in.readUTF());
                int partition = in.readInt();
                @Nullable String key = in.readBoolean() ? in.readUTF() : null;
                Map<String, byte[]> headers = new TreeMap<>();
                int headerCount = in.readInt();
                for (int h = 0; h < headerCount; h++) {
                    headers.put(in.readUTF(), in.readNBytes(in.readInt()));
                }
                records.add(new Outbound(topic, partition, key, headers, in.readNBytes(in.readInt())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }
}
