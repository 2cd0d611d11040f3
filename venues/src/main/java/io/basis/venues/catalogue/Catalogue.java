package io.basis.venues.catalogue;

import io.basis.domain.market.SeriesKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A folder of market data. Each series is read and checked as a whole when first asked for, and kept. */
public final class Catalogue implements SeriesSource {

    private static final String MANIFEST = "manifest.json";
    private static final Pattern SYNTHETIC = Pattern.compile("\"synthetic\"\\s*:\\s*true");

    private final Path root;
    private final boolean synthetic;
    private final Map<SeriesKey, TimeSeries> loaded = new HashMap<>();

    private Catalogue(Path root, boolean synthetic) {
        this.root = root;
        this.synthetic = synthetic;
    }

    /**
     * Opens a folder without reading any series.
     *
     * @throws CatalogueException if there is no such folder or it holds no series at all
     */
    public static Catalogue open(Path root) {
        if (!Files.isDirectory(root)) {
            throw new CatalogueException(root + " is not a folder, a catalogue folder with spot/, perp/, … is needed");
        }
        Catalogue catalogue = new Catalogue(root, declaredSynthetic(root));
        if (Layout.keys().stream().noneMatch(catalogue::has)) {
            throw new CatalogueException(
                    root + " holds no series, files such as spot/binance_BTCUSDT_1h.csv.gz are needed");
        }
        return catalogue;
    }

    public Path root() {
        return root;
    }

    /** True if the manifest says that the data was made by a generator. */
    public boolean synthetic() {
        return synthetic;
    }

    @Override
    public boolean has(SeriesKey key) {
        return Layout.knows(key) && Files.isRegularFile(path(key));
    }

    @Override
    public TimeSeries series(SeriesKey key) {
        return loaded.computeIfAbsent(key, missing -> SeriesReader.read(root, Layout.file(missing)));
    }

    /** Every series whose file is there, in the order of the layout. */
    public Set<SeriesKey> available() {
        Set<SeriesKey> present = new LinkedHashSet<>();
        for (SeriesKey key : Layout.keys()) {
            if (has(key)) {
                present.add(key);
            }
        }
        return present;
    }

    /**
     * SHA-256 over the files behind these series: for each, in the order of their names, its name, its length and its
     * bytes. Series that have no file are left out.
     */
    public String hash(Collection<SeriesKey> keys) {
        Set<String> files = new TreeSet<>();
        for (SeriesKey key : keys) {
            if (has(key)) {
                files.add(Layout.file(key).path());
            }
        }
        MessageDigest digest = sha256();
        for (String file : files) {
            byte[] content = bytes(root.resolve(file));
            digest.update((file + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    Path path(SeriesKey key) {
        return root.resolve(Layout.file(key).path());
    }

    private static boolean declaredSynthetic(Path root) {
        Path manifest = root.resolve(MANIFEST);
        try {
            return SYNTHETIC.matcher(Files.readString(manifest)).find();
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException unreadable) {
            throw new CatalogueException(manifest + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new CatalogueException(file + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
