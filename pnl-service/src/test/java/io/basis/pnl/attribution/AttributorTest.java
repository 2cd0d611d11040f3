package io.basis.pnl.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.pnl.Source;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributorTest {

    private static final OrderRef ORDER = new OrderRef(1, 1);
    private static final BigDecimal NOTHING = BigDecimal.ZERO;
    private static final InstrumentKey PERP = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);
    private static final InstrumentKey COINS = InstrumentKey.token(Venue.OKX, Asset.BTC);
    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey WALLET_ETH = InstrumentKey.token(Venue.WALLET, Asset.ETH);

    private static final StrategyDefinition USDT = aaveAndBtc().definition();
    private static final StrategyDefinition ETH_HEDGED =
            aaveAndBtc().shareClass(Asset.ETH).definition();
    private static final StrategyDefinition ETH_UNHEDGED =
            aaveAndBtc().shareClass(Asset.ETH).unhedged().definition();

    private static Setup aaveAndBtc() {
        return Setup.basis(Asset.BTC)
                .holding(InstrumentKey.aToken(Asset.USDT))
                .holding(InstrumentKey.debtToken(Asset.WETH))
                .watching(SeriesKey.liquidityIndex(Asset.USDT))
                .watching(SeriesKey.borrowIndex(Asset.WETH));
    }

    @Test
    void supplyYieldIsTheGrowthOfTheLiquidityIndex() {
        // Given
        Book book = Book.of(USDT).with("aave_v3:aToken:aUSDT", "100000");
        Market market = Market.of(USDT);

        // When
        Map<Source, Double> earned =
                over(USDT, book, market.liquidityIndex(Asset.USDT, 1.05), market.liquidityIndex(Asset.USDT, 1.06));

        // Then
        assertOnly(earned, Source.SUPPLY_YIELD, 1_000);
    }

    /** 10 scaled WETH owed: the index grows it by 0.1 at the old 3,000; the 10.1 owed then cost 300 more each. */
    @Test
    void borrowCostIsAtTheOldPriceAndThePriceMoveAtTheNewQuantity() {
        // Given
        Book book = Book.of(USDT).with("aave_v3:debtToken:debtWETH", "10");
        Market before = Market.of(USDT);
        Market after = before.nextHour().price(Asset.ETH, 3_300).with(SeriesKey.borrowIndex(Asset.WETH), 1.01);

        // When
        Map<Source, Double> earned = over(USDT, book, before, after);

        // Then
        assertThat(earned).hasSize(2);
        assertThat(earned.get(Source.BORROW_COST)).isCloseTo(-300, within(1e-9));
        assertThat(earned.get(Source.DELTA)).isCloseTo(-3_030, within(1e-9));
    }

    /** Spot gains 1,000; the short loses 1,020, of which 20 because it ran from its spot. */
    @Test
    void aHedgedCoinEarnsNoDeltaAndTheBasisIsWhatThePerpMovedAgainstSpot() {
        // Given
        Book book = Book.of(USDT).with("okx:BaseToken:BTC", "1").with("bybit:Perp:BTCUSDT", "-1", "59000");
        Market before = Market.of(USDT).with(SeriesKey.perp(Venue.BYBIT, Asset.BTC), 60_010);
        Market after = before.nextHour()
                .with(SeriesKey.spot(Venue.BINANCE, Asset.BTC), 61_000)
                .with(SeriesKey.perp(Venue.BYBIT, Asset.BTC), 61_030);

        // When
        Map<Source, Double> earned = over(USDT, book, before, after);

        // Then
        assertOnly(earned, Source.BASIS, -20);
    }

    @Test
    void anOpenCoinEarnsItsPriceMoveAsDelta() {
        // Given
        Book book = Book.of(USDT).with("transit:BaseToken:BTC", "0.5");
        Market market = Market.of(USDT);

        // When
        Map<Source, Double> earned = over(USDT, book, market, market.nextHour().spot(Asset.BTC, 59_000));

        // Then
        assertOnly(earned, Source.DELTA, -500);
    }

    @Test
    void aHedgedShareClassInEthLosesWhatItsUsdtLosesAgainstEth() {
        // Given
        Book book = Book.of(ETH_HEDGED).with("wallet:BaseToken:USDT", "30000");
        Market market = Market.of(ETH_HEDGED);

        // When
        Map<Source, Double> earned =
                over(ETH_HEDGED, book, market, market.nextHour().spot(Asset.ETH, 3_300));

        // Then
        assertOnly(earned, Source.SHARE_CLASS_TRANSLATION, 30_000 / 3_300.0 - 10);
    }

    @Test
    void aHedgedShareClassInEthCountsItsEthAsDeltaAgainstTranslation() {
        // Given
        Book book = Book.of(ETH_HEDGED).with("wallet:BaseToken:ETH", "10");
        Market market = Market.of(ETH_HEDGED);

        // When
        Map<Source, Double> earned =
                over(ETH_HEDGED, book, market, market.nextHour().spot(Asset.ETH, 3_300));

        // Then
        assertThat(earned.get(Source.DELTA)).isCloseTo(3_000 / 3_300.0, within(1e-12));
        assertThat(earned.get(Source.SHARE_CLASS_TRANSLATION)).isCloseTo(-3_000 / 3_300.0, within(1e-12));
    }

    @Test
    void anUnhedgedShareClassInEthThatHoldsEthEarnsNothingByItsPrice() {
        // Given
        Book book = Book.of(ETH_UNHEDGED).with("wallet:BaseToken:ETH", "10");
        Market market = Market.of(ETH_UNHEDGED);

        // When
        Map<Source, Double> earned =
                over(ETH_UNHEDGED, book, market, market.nextHour().spot(Asset.ETH, 3_300));

        // Then
        assertThat(earned).isEmpty();
    }

    @Test
    void anUnhedgedShareClassInEthThatHoldsUsdtIsShortItsOwnCurrency() {
        // Given
        Book book = Book.of(ETH_UNHEDGED).with("wallet:BaseToken:USDT", "30000");
        Market market = Market.of(ETH_UNHEDGED);

        // When
        Map<Source, Double> earned =
                over(ETH_UNHEDGED, book, market, market.nextHour().spot(Asset.ETH, 3_300));

        // Then
        assertOnly(earned, Source.DELTA, 30_000 / 3_300.0 - 10);
    }

    @Test
    void fundingIsWhatWasPaid() {
        // When
        Map<Source, Double> earned =
                events(USDT, new FundingPaid(PERP, number("0.0001"), number("60000"), number("6")));

        // Then
        assertOnly(earned, Source.FUNDING, 6);
    }

    @Test
    void aSpotFillCostsItsFeeAndSlippageAndWhatItsVenueIsDearer() {
        // When
        Map<Source, Double> earned = events(
                USDT,
                new SpotFilled(
                        ORDER, COINS, number("0.5"), number("60010"), number("-30005"), number("30"), number("3")));

        // Then
        assertThat(earned).hasSize(3);
        assertThat(earned).containsEntry(Source.FEES, -30.0).containsEntry(Source.SLIPPAGE, -3.0);
        assertThat(earned.get(Source.BASIS)).isCloseTo(-5, within(1e-9));
    }

    @Test
    void aPerpFillAtTheMarkCostsItsFeeAndSlippageAlone() {
        // When
        Map<Source, Double> earned =
                events(USDT, new PerpFilled(ORDER, PERP, number("-1"), number("60000"), number("30"), number("6")));

        // Then
        assertThat(earned).containsOnly(Map.entry(Source.FEES, -30.0), Map.entry(Source.SLIPPAGE, -6.0));
    }

    @Test
    void aPerpFillBesideTheMarkIsBasis() {
        // When
        Map<Source, Double> earned =
                events(USDT, new PerpFilled(ORDER, PERP, number("-2"), number("59990"), NOTHING, NOTHING));

        // Then
        assertOnly(earned, Source.BASIS, -20);
    }

    @Test
    void interestIsPaid() {
        // When
        Map<Source, Double> earned =
                events(USDT, new InterestCharged(InstrumentKey.token(Venue.OKX, Asset.USDT), number("2.5")));

        // Then
        assertOnly(earned, Source.INTEREST, -2.5);
    }

    /** A short of one coin closed 6,000 above the mark of the instant, for 330. */
    @Test
    void aLiquidationCostsItsFeeAndItsPriceAgainstTheMark() {
        // When
        Map<Source, Double> earned = events(USDT, new Liquidated(PERP, number("1"), number("66000"), number("330")));

        // Then
        assertOnly(earned, Source.LIQUIDATION, -6_330);
    }

    @Test
    void gasIsPaidInEthByTransfersSuppliesAndRedemptions() {
        // Given
        BigDecimal gas = number("0.001");

        // When
        Map<Source, Double> earned = events(
                USDT,
                new Transferred(
                        ORDER, Asset.USDT, number("5"), WALLET, InstrumentKey.token(Venue.OKX, Asset.USDT), gas),
                new Supplied(ORDER, Asset.USDT, number("5"), number("1"), number("5"), gas),
                new Redeemed(ORDER, Asset.USDT, number("5"), number("1"), number("5"), gas));

        // Then
        assertOnly(earned, Source.GAS, -9);
    }

    @Test
    void whatIsEarnedIsCountedInTheShareCurrency() {
        // When
        Map<Source, Double> earned =
                events(ETH_HEDGED, new FundingPaid(PERP, number("0.0001"), number("60000"), number("6")));

        // Then
        assertOnly(earned, Source.FUNDING, 0.002);
    }

    @Test
    void flowsAreNoProfit() {
        // Given
        double[] amounts = new double[Source.values().length];
        Attributor attributor = attributor(ETH_HEDGED, Market.of(ETH_HEDGED).snapshot());

        // When
        double flow = attributor.overEvents(
                List.of(
                        new Deposited(WALLET, number("30000")),
                        new Deposited(WALLET_ETH, number("1")),
                        new Withdrawn(WALLET, number("3000"), "w-1"),
                        new Rejected(ORDER, RejectReason.INSUFFICIENT_BALANCE, "")),
                Market.of(ETH_HEDGED).snapshot(),
                amounts);

        // Then
        assertThat(flow).isCloseTo(10, within(1e-12));
        assertThat(amounts).containsOnly(0);
    }

    /** A short entered at 58,000 was 2,000 behind when it was found, and a debt is less than nothing. */
    @Test
    void whatIsAdoptedIsADepositAtMarketValue() {
        // Given
        double[] amounts = new double[Source.values().length];
        MarketSnapshot market = Market.of(USDT).liquidityIndex(Asset.USDT, 1.05).snapshot();

        // When
        double flow = attributor(USDT, market)
                .overEvents(
                        List.of(
                                new Adopted(WALLET, number("1000"), null),
                                new Adopted(COINS, number("0.5"), null),
                                new Adopted(PERP, number("-1"), number("58000")),
                                new Adopted(InstrumentKey.aToken(Asset.USDT), number("100"), null),
                                new Adopted(InstrumentKey.debtToken(Asset.WETH), number("2"), null)),
                        market,
                        amounts);

        // Then
        assertThat(flow).isCloseTo(1_000 + 30_000 - 2_000 + 105 - 6_000, within(1e-9));
        assertThat(amounts).containsOnly(0);
    }

    @Test
    void anAirdropIsAReward() {
        // When
        Map<Source, Double> earned = events(USDT, new Airdropped(COINS, number("0.001")));

        // Then
        assertOnly(earned, Source.REWARDS, 60);
    }

    @Test
    void aDeleveragedPerpCostsItsFeeAndItsPriceAgainstTheMark() {
        // When
        Map<Source, Double> earned =
                events(USDT, new Deleveraged(PERP, number("0.5"), number("60010"), number("0.25")));

        // Then
        assertThat(earned).hasSize(2).containsEntry(Source.FEES, -0.25);
        assertThat(earned.get(Source.BASIS)).isCloseTo(-5, within(1e-9));
    }

    @Test
    void aTradeByHandEarnsWhatItGotBeyondTheMarket() {
        // When
        Map<Source, Double> earned = events(
                USDT,
                new ManuallyTraded(COINS, InstrumentKey.token(Venue.OKX, Asset.USDT), number("0.2"), number("11850")));

        // Then
        assertOnly(earned, Source.BASIS, -150);
    }

    @Test
    void aStatementOfBalancesEarnsNothing() {
        // When
        Map<Source, Double> earned = events(USDT, new BalancesReported(List.of(new Balance(WALLET, number("5")))));

        // Then
        assertThat(earned).isEmpty();
    }

    private static Map<Source, Double> over(StrategyDefinition definition, Book book, Market from, Market to) {
        double[] amounts = new double[Source.values().length];
        Positions held = book.positions();
        MarketSnapshot before = from.snapshot();
        new Attributor(definition, held.layout(), before.layout())
                .overPriceChange(held, before, to.snapshot(), amounts);
        return named(amounts);
    }

    private static Map<Source, Double> events(StrategyDefinition definition, AccountEvent... events) {
        double[] amounts = new double[Source.values().length];
        MarketSnapshot market = Market.of(definition).snapshot();
        attributor(definition, market).overEvents(new ArrayList<>(List.of(events)), market, amounts);
        return named(amounts);
    }

    private static Attributor attributor(StrategyDefinition definition, MarketSnapshot market) {
        return new Attributor(definition, Book.of(definition).positions().layout(), market.layout());
    }

    private static Map<Source, Double> named(double[] amounts) {
        Map<Source, Double> named = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            if (Math.abs(amounts[source.ordinal()]) > 1e-12) {
                named.put(source, amounts[source.ordinal()]);
            }
        }
        return named;
    }

    private static void assertOnly(Map<Source, Double> earned, Source source, double amount) {
        assertThat(earned).containsOnlyKeys(source);
        assertThat(earned.get(source)).isCloseTo(amount, within(1e-9));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
