package io.basis.backtest.output;

import io.basis.backtest.run.RunRecord;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** One row per instant and instrument whose quantity or cost changed at that instant, as it stood at its end. */
final class PositionsTable implements RunTable {

    @Override
    public String header(RunRecord run) {
        return "timestamp,instrument,quantity_units,average_entry_usdt,price_usdt,index,value_usdt";
    }

    @Override
    public void write(RunRecord run, String[] stamps, CsvFile out) throws IOException {
        List<RiskAssessment> booked = run.booked();
        if (booked.isEmpty()) {
            return;
        }
        Positions before = Positions.none(booked.getFirst().positions().layout());
        Valuation valuation =
                new Valuation(before.layout(), booked.getFirst().market().layout());
        for (int i = 0; i < booked.size(); i++) {
            RiskAssessment assessment = booked.get(i);
            boolean lastOfInstant =
                    i + 1 == booked.size() || !booked.get(i + 1).at().equals(assessment.at());
            if (lastOfInstant) {
                changes(before, assessment, valuation, out);
                before = assessment.positions();
            }
        }
    }

    private static void changes(Positions before, RiskAssessment assessment, Valuation valuation, CsvFile out)
            throws IOException {
        Positions after = assessment.positions();
        PositionLayout layout = after.layout();
        String stamp = assessment.at().toString();
        for (int slot = 0; slot < layout.size(); slot++) {
            if (before.quantity(slot).compareTo(after.quantity(slot)) != 0
                    || before.cost(slot).compareTo(after.cost(slot)) != 0) {
                row(stamp, layout.key(slot), slot, after, assessment.market(), valuation, out);
            }
        }
    }

    private static void row(
            String stamp,
            InstrumentKey key,
            int slot,
            Positions held,
            MarketSnapshot market,
            Valuation valuation,
            CsvFile out)
            throws IOException {
        boolean perp = valuation.isPerp(slot);
        BigDecimal quantity = held.quantity(slot);
        out.cell(stamp).cell(key.toString()).cell(quantity);
        if (perp && quantity.signum() != 0) {
            out.cell(held.averageEntry(slot));
        } else {
            out.empty();
        }
        out.cell(perp ? valuation.mark(slot, market) : valuation.price(slot, market))
                .cell(valuation.index(slot, market))
                .cell(valuation.value(held, slot, market))
                .end();
    }
}
