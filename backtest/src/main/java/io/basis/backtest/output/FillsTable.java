package io.basis.backtest.output;

import io.basis.backtest.run.RunRecord;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.OrderRef;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row per account event: fills, payments and refusals, with what each of them cost.
 *
 * <p>The quantity is what the instrument gained or lost. Price, amount (what the other side gained or lost), fee and
 * slippage are in the currency of the row: USDT at an exchange, ETH where something is staked, the token received at a
 * swap.
 */
final class FillsTable implements RunTable {

    private static final InstrumentKey FLASH_LEG = InstrumentKey.token(Venue.INSTADAPP, Asset.WETH);

    @Override
    public String header(RunRecord run) {
        return "timestamp,round,event,group,order,instrument,to,quantity_units,price,amount,"
                + "fee,slippage,currency,gas_eth,funding_rate_fraction,index,detail";
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
                        .cell(row.currency())
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
                row.event("flash_borrowed").by(e.order()).at(FLASH_LEG).quantity(e.amount());
                row.gas = e.gas();
            }
            case AccountEvent.FlashRepaid e -> {
                row.event("flash_repaid")
                        .by(e.order())
                        .at(FLASH_LEG)
                        .quantity(e.amount().add(e.fee()).add(e.left()).negate());
                row.in(Asset.WETH).fee = e.fee();
                row.detail = e.left().signum() == 0 ? null : "left " + Decimals.canonical(e.left()) + " to the wallet";
            }
            case AccountEvent.Staked e -> {
                row.event("staked")
                        .by(e.order())
                        .at(InstrumentKey.home(e.lst()))
                        .quantity(e.minted());
                row.in(Asset.ETH).price = e.rate();
                row.amount = e.amount().negate();
                row.gas = e.gas();
            }
            case AccountEvent.UnstakeRequested e -> {
                row.event("unstake_requested")
                        .by(e.order())
                        .at(InstrumentKey.home(e.lst()))
                        .quantity(e.amount().negate());
                row.to = InstrumentKey.claim(e.lst()).toString();
                row.in(Asset.ETH).price = e.rate();
                row.amount = e.claim();
                row.gas = e.gas();
            }
            case AccountEvent.Unstaked e -> {
                row.event("unstaked")
                        .by(e.order())
                        .at(InstrumentKey.claim(e.lst()))
                        .quantity(e.claim().negate());
                row.to = InstrumentKey.token(Venue.WALLET, Asset.ETH).toString();
                row.in(Asset.ETH).amount = e.claim();
            }
            case AccountEvent.Swapped e -> {
                row.event("swapped")
                        .by(e.order())
                        .at(e.from())
                        .quantity(e.paid().negate());
                row.to = e.to().toString();
                row.in(Instruments.asset(e.to())).amount = e.received();
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
                row.detail = Decimals.canonical(e.eigen()) + " EIGEN, " + Decimals.canonical(e.ethfi()) + " ETHFI";
            }
            case AccountEvent.RewardPaid e ->
                row.event("reward_paid").at(InstrumentKey.home(e.token())).quantity(e.amount());
            case AccountEvent.LoanLiquidated e -> {
                row.event("loan_liquidated")
                        .at(InstrumentKey.aToken(e.collateral()))
                        .quantity(e.seized().negate());
                row.to = InstrumentKey.debtToken(Asset.WETH).toString();
                row.in(Asset.WETH).amount = e.repaid();
            }
            case AccountEvent.Adopted e -> {
                row.event("adopted").at(e.key()).quantity(e.quantity());
                row.price = e.entry();
            }
            case AccountEvent.Airdropped e ->
                row.event("airdropped").at(e.key()).quantity(e.quantity());
            case AccountEvent.Deleveraged e -> {
                row.event("deleveraged").at(e.perp()).quantity(e.quantity());
                row.price = e.price();
                row.fee = e.fee();
            }
            case AccountEvent.ManuallyTraded e -> {
                row.event("manually_traded").at(e.from()).quantity(e.paid().negate());
                row.to = e.to().toString();
                row.in(Instruments.asset(e.to())).amount = e.received();
            }
            case AccountEvent.BalancesReported e -> row.event("balances_reported");
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
        private Asset currency = Asset.USDT;
        private @Nullable BigDecimal gas;
        private @Nullable BigDecimal rate;
        private @Nullable BigDecimal index;
        private @Nullable String detail;

        private Row event(String name) {
            event = name;
            return this;
        }

        /** The currency of price, amount, fee and slippage, where it is not USDT. */
        private Row in(Asset asset) {
            currency = asset;
            return this;
        }

        /** Nothing where there is no amount to be in it. */
        private @Nullable String currency() {
            return price == null && amount == null && fee == null && slippage == null ? null : currency.name();
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
