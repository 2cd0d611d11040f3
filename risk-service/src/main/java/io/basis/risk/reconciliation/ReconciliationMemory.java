package io.basis.risk.reconciliation;

import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** What the reconciler remembers from one report of balances to the next. */
public final class ReconciliationMemory {

    /** Differences that the last report of each instrument showed, and that are not acted upon yet. */
    LinkedHashMap<InstrumentKey, BigDecimal> noted = new LinkedHashMap<>();

    /** Instruments that were compared before the first order: what they hold has been adopted. */
    LinkedHashSet<InstrumentKey> adopted = new LinkedHashSet<>();

    /** Reports in a row that showed differences, each time others, by account. */
    Map<Venue, Integer> unsettled = new EnumMap<>(Venue.class);

    /**
     * Forgets what was noted, so that each difference must be seen twice again.
     *
     * <p>A strategy that is resumed re-reads the report that halted it; whether the cause is mended only a later report
     * can tell.
     */
    public void beginAgain() {
        noted.clear();
        unsettled.clear();
    }
}
