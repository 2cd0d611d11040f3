package io.basis.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Borrowed;
import io.basis.domain.account.AccountEvent.FlashBorrowed;
import io.basis.domain.account.AccountEvent.FlashRepaid;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Repaid;
import io.basis.domain.account.AccountEvent.Staked;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.order.OrderRef;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A flash group is worth the same before and after, but for its gas and fee: value only changes its form. */
class FlashGroupProperties {

    private static final StrategyDefinition DEFINITION =
            Setup.levered(Asset.WEETH).definition();
    private static final OrderRef ORDER = new OrderRef(1, 1);
    private static final InstrumentKey WALLET = InstrumentKey.home(Asset.ETH);
    private static final InstrumentKey FLASH = InstrumentKey.token(Venue.INSTADAPP, Asset.WETH);
    private static final InstrumentKey TOKEN = InstrumentKey.home(Asset.WEETH);

    /** Roundings take a few last units of a token, which the wallet has. */
    private static final BigDecimal CRUMBS = new BigDecimal("0.00000000000000001");

    @Property
    void enteringAndLeavingConserveValue(
            @ForAll @IntRange(min = 1_000, max = 1_000_000) int own,
            @ForAll @IntRange(min = 1, max = 9_000_000) int lent,
            @ForAll @IntRange(min = 10_000, max = 20_000) int rateBps,
            @ForAll @IntRange(min = 10_000, max = 20_000) int supplyBps,
            @ForAll @IntRange(min = 10_000, max = 20_000) int borrowBps,
            @ForAll @IntRange(max = 1_000) int gasMicros,
            @ForAll @IntRange(max = 100) int feeMicros) {
        BigDecimal eth = BigDecimal.valueOf(own, 3);
        BigDecimal flash = BigDecimal.valueOf(lent, 3);
        BigDecimal rate = BigDecimal.valueOf(rateBps, 4);
        BigDecimal supplyIndex = BigDecimal.valueOf(supplyBps, 4);
        BigDecimal borrowIndex = BigDecimal.valueOf(borrowBps, 4);
        BigDecimal gas = BigDecimal.valueOf(gasMicros, 6);
        BigDecimal fee = flash.multiply(BigDecimal.valueOf(feeMicros, 6));
        Positions before = Book.of(DEFINITION)
                .with(WALLET.toString(), eth.add(gas).add(gas).add(CRUMBS).toPlainString())
                .positions();
        BigDecimal minted = eth.add(flash).divide(rate, 18, RoundingMode.DOWN);
        BigDecimal owed = flash.add(fee);

        Positions levered = Ledger.commit(
                before,
                List.of(
                        new FlashBorrowed(ORDER, flash, gas),
                        staked(WALLET, eth, rate),
                        new Staked(
                                ORDER,
                                FLASH,
                                Asset.WEETH,
                                flash,
                                rate,
                                minted.subtract(eth.divide(rate, 18, RoundingMode.DOWN)),
                                BigDecimal.ZERO),
                        new Supplied(
                                ORDER,
                                Asset.WEETH,
                                minted,
                                supplyIndex,
                                minted.divide(supplyIndex, Instruments.RAY_SCALE, RoundingMode.DOWN),
                                BigDecimal.ZERO),
                        new Borrowed(
                                ORDER,
                                FLASH,
                                owed,
                                borrowIndex,
                                owed.divide(borrowIndex, Instruments.RAY_SCALE, RoundingMode.UP),
                                BigDecimal.ZERO),
                        new FlashRepaid(ORDER, flash, fee, BigDecimal.ZERO)));
        BigDecimal scaled = levered.quantity(InstrumentKey.aToken(Asset.WEETH));
        BigDecimal redeemed = scaled.multiply(supplyIndex).setScale(18, RoundingMode.DOWN);
        BigDecimal brought = redeemed.multiply(rate).setScale(18, RoundingMode.DOWN);
        List<AccountEvent> leaving = List.of(
                new FlashBorrowed(ORDER, owed, gas),
                new Repaid(
                        ORDER,
                        FLASH,
                        owed,
                        borrowIndex,
                        levered.quantity(InstrumentKey.debtToken(Asset.WETH)),
                        BigDecimal.ZERO),
                new Redeemed(ORDER, Asset.WEETH, redeemed, supplyIndex, scaled, BigDecimal.ZERO),
                new Swapped(ORDER, TOKEN, FLASH, redeemed, brought, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                new FlashRepaid(ORDER, owed, BigDecimal.ZERO, brought.subtract(owed)));

        Positions left = Ledger.commit(levered, leaving);

        assertSame(worth(levered, rate, supplyIndex, borrowIndex), eth.add(gas).subtract(fee));
        assertSame(worth(left, rate, supplyIndex, borrowIndex), eth.subtract(fee));
        assertThat(left.quantity(InstrumentKey.debtToken(Asset.WETH))).isEqualByComparingTo("0");
        assertThat(left.quantity(FLASH)).isEqualByComparingTo("0");
    }

    private static Staked staked(InstrumentKey from, BigDecimal amount, BigDecimal rate) {
        return new Staked(
                ORDER, from, Asset.WEETH, amount, rate, amount.divide(rate, 18, RoundingMode.DOWN), BigDecimal.ZERO);
    }

    private static BigDecimal worth(Positions held, BigDecimal rate, BigDecimal supplyIndex, BigDecimal borrowIndex) {
        return held.quantity(WALLET)
                .add(held.quantity(TOKEN).multiply(rate))
                .add(held.quantity(InstrumentKey.aToken(Asset.WEETH))
                        .multiply(supplyIndex)
                        .multiply(rate))
                .subtract(held.quantity(InstrumentKey.debtToken(Asset.WETH)).multiply(borrowIndex));
    }

    private static void assertSame(BigDecimal worth, BigDecimal expected) {
        assertThat(worth).isBetween(expected, expected.add(CRUMBS));
    }
}
