package io.basis.backtest.output;

import io.basis.backtest.run.RunRecord;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.order.OrderRef;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row per account event: fills, payments and refusals, with what each of them cost. */
final class FillsTable implements RunTable {

    @Override
    public String header(RunRecord run) {
        return "timestamp,round,event,group,order,instrument,to,quantity_units,price_usdt,amount_usdt,"
                + "fee_usdt,slippage_usdt,gas_eth,funding_rate_fraction,index,detail";
    }

    @Override
    public void write(RunRecord run, String[] stamps, CsvFile out) throws IOException {
        for (RiskAssessment assessment : run.booked()) {
            String stamp = assessment.at().toString();
            for (AccountEvent event : assessment.events()) {
                Row row = describe(event);
                out.cell(stamp).cell(assessment.round()).cell(row.event);
                if (row.order == null) {
                    out.empty().empty();
                } else {
                    out.cell(row.order.group()).cell(row.order.index());
                }
                out.cell(row.instrument)
                        .cell(row.to)
                        .cell(row.quantity)
                        .cell(row.price)
                        .cell(row.amount)
                        .cell(row.fee)
                        .cell(row.slippage)
                        .cell(row.gas)
                        .cell(row.rate)
                        .cell(row.index)
                        .cell(row.detail)
                        .end();
            }
        }
    }

    private static Row describe(AccountEvent event) {
        Row row = new Row();
        switch (event) {
            case AccountEvent.Deposited e -> row.event("deposited").at(e.into()).quantity(e.amount());
            case AccountEvent.Withdrawn e -> {
                row.event("withdrawn").at(e.from()).quantity(e.amount().negate());
                row.detail = e.flow();
            }
            case AccountEvent.Transferred e -> {
                row.event("transferred").by(e.order()).at(e.from()).quantity(e.amount());
                row.to = e.to().toString();
                row.gas = e.gas();
            }
            case AccountEvent.SpotFilled e -> {
                row.event("spot_filled").by(e.order()).at(e.coin()).quantity(e.quantity());
                row.price = e.price();
                row.amount = e.quote();
                row.fee = e.fee();
                row.slippage = e.slippage();
            }
            case AccountEvent.PerpFilled e -> {
                row.event("perp_filled").by(e.order()).at(e.perp()).quantity(e.quantity());
                row.price = e.price();
                row.fee = e.fee();
                row.slippage = e.slippage();
            }
            case AccountEvent.Supplied e -> {
                row.event("supplied")
                        .by(e.order())
                        .at(InstrumentKey.aToken(e.asset()))
                        .quantity(e.amount());
                row.index = e.index();
                row.gas = e.gas();
            }
            case AccountEvent.Redeemed e -> {
                row.event("redeemed")
                        .by(e.order())
                        .at(InstrumentKey.aToken(e.asset()))
                        .quantity(e.amount().negate());
                row.index = e.index();
                row.gas = e.gas();
            }
            case AccountEvent.FundingPaid e -> {
                row.event("funding_paid").at(e.perp());
                row.price = e.mark();
                row.amount = e.amount();
                row.rate = e.rate();
            }
            case AccountEvent.InterestCharged e -> {
                row.event("interest_charged")
                        .at(e.balance())
                        .quantity(e.amount().negate());
                row.amount = e.balance().symbol().equals(Asset.USDT.name())
                        ? e.amount().negate()
                        : null;
            }
            case AccountEvent.Liquidated e -> {
                row.event("liquidated").at(e.perp()).quantity(e.quantity());
                row.price = e.price();
                row.fee = e.fee();
            }
            case AccountEvent.StopFilled e -> {
                row.event("stop_filled").by(e.order()).at(e.perp()).quantity(e.quantity());
                row.price = e.price();
                row.fee = e.fee();
                row.slippage = e.slippage();
                row.detail = e.stop().name().toLowerCase(Locale.ROOT);
            }
            case AccountEvent.EModeEnabled e -> {
                row.event("emode_enabled").by(e.order());
                row.gas = e.gas();
            }
            case AccountEvent.Borrowed e -> {
                row.event("borrowed")
                        .by(e.order())
                        .at(InstrumentKey.debtToken(Asset.WETH))
                        .quantity(e.amount());
                row.to = e.into().toString();
                row.index = e.index();
                row.gas = e.gas();
            }
            case AccountEvent.Repaid e -> {
                row.event("repaid")
                        .by(e.order())
                        .at(InstrumentKey.debtToken(Asset.WETH))
                        .quantity(e.amount().negate());
                row.index = e.index();
                row.gas = e.gas();
            }
            case AccountEvent.FlashBorrowed e -> {
                row.event("flash_borrowed").by(e.order()).quantity(e.amount());
                row.gas = e.gas();
            }
            case AccountEvent.FlashRepaid e -> {
                row.event("flash_repaid").by(e.order()).quantity(e.amount().negate());
                row.fee = e.fee();
            }
            case AccountEvent.Staked e -> {
                row.event("staked")
                        .by(e.order())
                        .at(InstrumentKey.home(e.lst()))
                        .quantity(e.minted());
                row.price = e.rate();
                row.amount = e.amount();
                row.gas = e.gas();
            }
            case AccountEvent.UnstakeRequested e -> {
                row.event("unstake_requested")
                        .by(e.order())
                        .at(InstrumentKey.home(e.lst()))
                        .quantity(e.amount().negate());
                row.price = e.rate();
                row.amount = e.claim();
                row.gas = e.gas();
            }
            case AccountEvent.Unstaked e ->
                row.event("unstaked")
                        .by(e.order())
                        .at(InstrumentKey.claim(e.lst()))
                        .quantity(e.claim());
            case AccountEvent.Swapped e -> {
                row.event("swapped")
                        .by(e.order())
                        .at(e.from())
                        .quantity(e.paid().negate());
                row.to = e.to().toString();
                row.amount = e.received();
                row.fee = e.fee();
                row.slippage = e.slippage();
                row.gas = e.gas();
            }
            case AccountEvent.Unwrapped e -> {
                row.event("unwrapped")
                        .by(e.order())
                        .at(InstrumentKey.home(Asset.KING))
                        .quantity(e.king().negate());
                row.gas = e.gas();
            }
            case AccountEvent.RewardPaid e ->
                row.event("reward_paid").at(InstrumentKey.home(e.token())).quantity(e.amount());
            case AccountEvent.LoanLiquidated e -> {
                row.event("loan_liquidated")
                        .at(InstrumentKey.aToken(e.collateral()))
                        .quantity(e.seized().negate());
                row.amount = e.repaid();
            }
            case AccountEvent.Accepted e -> row.event("accepted").by(e.order());
            case AccountEvent.Rejected e -> {
                row.event("rejected").by(e.order());
                row.detail = e.reason().name().toLowerCase(Locale.ROOT) + ": " + e.detail();
            }
        }
        return row;
    }

    /** The cells of one event; those that it has no value for stay empty. */
    private static final class Row {
        private String event = "";
        private @Nullable OrderRef order;
        private @Nullable String instrument;
        private @Nullable String to;
        private @Nullable BigDecimal quantity;
        private @Nullable BigDecimal price;
        private @Nullable BigDecimal amount;
        private @Nullable BigDecimal fee;
        private @Nullable BigDecimal slippage;
        private @Nullable BigDecimal gas;
        private @Nullable BigDecimal rate;
        private @Nullable BigDecimal index;
        private @Nullable String detail;

        private Row event(String name) {
            event = name;
            return this;
        }

        private Row by(OrderRef ref) {
            order = ref;
            return this;
        }

        private Row at(InstrumentKey key) {
            instrument = key.toString();
            return this;
        }

        private void quantity(BigDecimal units) {
            quantity = units;
        }
    }
}
