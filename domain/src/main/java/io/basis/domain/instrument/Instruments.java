package io.basis.domain.instrument;

import static io.basis.domain.instrument.Asset.BTC;
import static io.basis.domain.instrument.Asset.EIGEN;
import static io.basis.domain.instrument.Asset.ETH;
import static io.basis.domain.instrument.Asset.ETHFI;
import static io.basis.domain.instrument.Asset.KING;
import static io.basis.domain.instrument.Asset.USDT;
import static io.basis.domain.instrument.Asset.WEETH;
import static io.basis.domain.instrument.Asset.WETH;
import static io.basis.domain.instrument.Asset.WSTETH;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one registry of instruments: every key that exists, and the asset behind it. */
public final class Instruments {

    /** Decimals of a scaled Aave balance (a ray). */
    public static final int RAY_SCALE = 27;

    /** Decimals of a perpetual's cost: those of its quantity and of a fill price. */
    public static final int COST_SCALE = 16;

    /** Decimals of a perpetual's quantity. */
    public static final int PERP_SCALE = 8;

    private static final Map<InstrumentKey, Asset> REGISTRY = new LinkedHashMap<>();

    static {
        for (Asset asset : List.of(USDT, ETH, WETH, EIGEN, ETHFI, KING)) {
            REGISTRY.put(InstrumentKey.token(Venue.WALLET, asset), asset);
        }
        for (Venue venue : List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX)) {
            for (Asset asset : List.of(USDT, BTC, ETH)) {
                REGISTRY.put(InstrumentKey.token(venue, asset), asset);
            }
            for (Asset asset : List.of(BTC, ETH)) {
                REGISTRY.put(InstrumentKey.perp(venue, asset), asset);
            }
        }
        REGISTRY.put(InstrumentKey.token(Venue.BINANCE, EIGEN), EIGEN);
        REGISTRY.put(InstrumentKey.token(Venue.BINANCE, ETHFI), ETHFI);
        REGISTRY.put(InstrumentKey.token(Venue.ETHERFI, WEETH), WEETH);
        REGISTRY.put(InstrumentKey.token(Venue.LIDO, WSTETH), WSTETH);
        // From the request on a claim is worth a fixed amount of ETH.
        REGISTRY.put(InstrumentKey.claim(WEETH), ETH);
        REGISTRY.put(InstrumentKey.claim(WSTETH), ETH);
        for (Asset asset : List.of(USDT, WETH, WEETH, WSTETH)) {
            REGISTRY.put(InstrumentKey.aToken(asset), asset);
        }
        REGISTRY.put(InstrumentKey.debtToken(WETH), WETH);
        REGISTRY.put(InstrumentKey.debtToken(USDT), USDT);
        REGISTRY.put(InstrumentKey.token(Venue.INSTADAPP, WETH), WETH);
        for (Asset asset : List.of(USDT, BTC, ETH)) {
            REGISTRY.put(InstrumentKey.token(Venue.TRANSIT, asset), asset);
        }
    }

    private Instruments() {}

    public static Set<InstrumentKey> all() {
        return REGISTRY.keySet();
    }

    /**
     * The asset behind an instrument: the token held, supplied, owed, or the base of a perpetual.
     *
     * @throws IllegalArgumentException for a key that is not in the registry
     */
    public static Asset asset(InstrumentKey key) {
        @Nullable Asset asset = REGISTRY.get(key);
        if (asset == null) {
            throw new IllegalArgumentException("unknown instrument '" + key + "'");
        }
        return asset;
    }

    /** Decimals at which the quantity of an instrument is kept. */
    public static int scale(InstrumentKey key) {
        return switch (key.type()) {
            case A_TOKEN, DEBT_TOKEN -> RAY_SCALE;
            case PERP -> PERP_SCALE;
            case BASE_TOKEN, UNSTAKE_CLAIM -> asset(key).scale();
        };
    }
}
