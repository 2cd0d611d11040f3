package io.basis.pnl.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Status;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import io.basis.embedded.testing.Infrastructure;
import io.basis.messaging.KeyedMessage;
import io.basis.messaging.Samples;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topics", value = "pnl:4,target-positions:4"))
class PnlResourceTest {

    private static final String STRATEGY = "btc-1";
    private static final String PATH = "/api/v1/strategies/" + STRATEGY;
    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey BTC = InstrumentKey.token(Venue.BINANCE, Asset.BTC);
    private static final RiskReading HEALTH = RiskReading.of(RiskType.HEALTH_FACTOR, null, 1.1875, 1.2, 1.1);
    private static final InstrumentKey PERP = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);

    @Inject
    AgroalDataSource database;

    @Inject
    PnlReadModel readModel;

    private long sequence;

    /** Five hours of a strategy: each worth 10 more than the last, and decided upon. */
    @BeforeEach
    void fiveHours() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate pnl.strategies, pnl.assessments, pnl.decisions");
        }
        loop(Samples.started(STRATEGY, Status.RUNNING));
        for (int hour = 0; hour < 5; hour++) {
            loop(assessment(hour, 0), report(hour, 0, 100_000 + 10 * hour), decision(hour, Reason.WITHIN_THRESHOLD));
        }
    }

    @Test
    void profitAndLossIsGivenWithItsSources() {
        get("/pnl")
                .statusCode(200)
                .body("at", equalTo("2024-06-01T04:00:00Z"))
                .body("share_class", equalTo("USDT"))
                .body("equity", equalTo(100_040f))
                .body("market_equity", equalTo(100_035f))
                .body("equity_usdt", equalTo(100_040f))
                .body("net_deposits", equalTo(100_000f))
                .body("profit", equalTo(40f))
                .body("share_index", equalTo(1.0004f))
                .body("attribution.funding", equalTo(41.5f))
                .body("attribution.fees", equalTo(-1.5f))
                .body("attribution.supply_yield", equalTo(0f))
                .body("attribution.size()", equalTo(Source.values().length))
                .body("residual", equalTo(0f));
    }

    @Test
    void profitAndLossIsGivenAsOfAnInstant() {
        get("/pnl?at=2024-06-01T02:59:59Z")
                .body("at", equalTo("2024-06-01T02:00:00Z"))
                .body("profit", equalTo(20f));
        get("/pnl?at=2024-06-02").body("at", equalTo("2024-06-01T04:00:00Z"));
        get("/pnl?at=2024-05-31")
                .statusCode(404)
                .body("code", equalTo("API-008"))
                .body("message", equalTo("nothing is known of " + STRATEGY + " at or before 2024-05-31T00:00:00Z"));
    }

    @Test
    void anInstantIsWorthWhatItsLastRoundSays() throws SQLException {
        // When
        loop(assessment(4, 1), report(4, 1, 100_099), assessment(4, 2), report(4, 2, 100_077));

        // Then
        get("/equity")
                .body("equity", contains(100_000f, 100_010f, 100_020f, 100_030f, 100_077f))
                .body("market_equity", contains(99_995f, 100_005f, 100_015f, 100_025f, 100_072f));
    }

    @Test
    void theEquityCurveIsGivenForAPeriodTheOldestFirst() {
        get("/equity?limit=2").body("at", contains("2024-06-01T03:00:00Z", "2024-06-01T04:00:00Z"));
        get("/equity?from=2024-06-01T01:00:00Z&limit=2")
                .body("at", contains("2024-06-01T01:00:00Z", "2024-06-01T02:00:00Z"));
        get("/equity?to=2024-06-01T01:30:00Z").body("at", contains("2024-06-01T00:00:00Z", "2024-06-01T01:00:00Z"));
        get("/equity?from=2024-06-01T01:00:00Z&to=2024-06-01T02:00:00Z").body("equity", contains(100_010f, 100_020f));
        get("/equity?at=2024-06-01T01:30:00Z").body("at", contains("2024-06-01T01:00:00Z"));
        get("/equity?from=2024-07-01").statusCode(200).body("size()", equalTo(0));
    }

    @Test
    void attributionIsGivenForAPeriod() {
        get("/attribution?limit=1")
                .body("[0].at", equalTo("2024-06-01T04:00:00Z"))
                .body("[0].attribution.funding", equalTo(41.5f))
                .body("[0].residual", equalTo(0f));
    }

    @Test
    void positionsAreGivenExactAndValued() {
        get("/positions?limit=1")
                .body("[0].positions.instrument", contains(WALLET.toString(), BTC.toString(), PERP.toString()))
                .body("[0].positions.quantity", contains("1000", "0.12345678", "-0.1"))
                .body("[0].positions[1].value_usdt", equalTo(7407.4067f))
                .body("[0].positions[1]", not(hasKey("average_entry")))
                .body("[0].positions[2].average_entry", equalTo("61000"))
                .body("[0].positions[2].mark", equalTo(60500f))
                .body("[0].positions[2].value_usdt", equalTo(50f));
    }

    @Test
    void riskIsGivenWithoutFiguresThatDoNotExist() {
        get("/risk?limit=1")
                .body("[0].risk.allowed", equalTo("no_entry"))
                .body("[0].risk.status", equalTo("warning"))
                .body("[0].risk.acting.type", equalTo("health_factor"))
                .body("[0].risk.acting.level", equalTo("warning"))
                .body("[0].risk.loan.collateral_eth", equalTo(500f))
                .body("[0].risk.loan.debt_eth", equalTo(400f))
                .body("[0].risk.loan.ltv", equalTo(0.8f))
                .body("[0].risk.loan.health_factor", equalTo(1.1875f))
                .body("[0].risk.drift", equalTo(0.001f))
                .body("[0].risk.exposures[0].asset", equalTo("BTC"))
                .body("[0].risk.exposures[0].delta_usdt", equalTo(1404.0f))
                .body("[0].risk.margins[0].venue", equalTo("binance"))
                .body("[0].risk.margins[0].ratio", nullValue())
                .body("[0].risk.readings.type", contains("delta_drift", "margin_ratio", "health_factor"))
                .body("[0].risk.readings[0].venue", nullValue())
                .body("[0].risk.readings[0].level", equalTo("normal"))
                .body("[0].risk.readings[1].venue", equalTo("binance"))
                .body("[0].risk.readings[1].value", nullValue());
    }

    @Test
    void decisionsAreGivenWithTheirReasonInWords() throws SQLException {
        // Given
        loop(
                new TargetPositions(
                        START.plus(Duration.ofHours(5)),
                        0,
                        Action.ENTRY_PARTIAL,
                        List.of(new Target(BTC, 0.5)),
                        0.03,
                        Reason.DEVIATION,
                        0.03,
                        0.02,
                        7,
                        null,
                        false),
                new TargetPositions(
                        START.plus(Duration.ofHours(5)),
                        1,
                        Action.HOLD,
                        List.of(),
                        Double.NaN,
                        Reason.WITHDRAWAL_PAID,
                        5,
                        0,
                        8,
                        "w-1",
                        true));

        // Then
        get("/decisions?limit=2")
                .body("round", contains(0, 1))
                .body("[0].action", equalTo("entry_partial"))
                .body("[0].reason", equalTo("deviation"))
                .body("[0].text", equalTo("deviation 0.030000 beyond threshold 0.020000"))
                .body("[0].order_group", equalTo(7))
                .body("[0].targets[0].instrument", equalTo(BTC.toString()))
                .body("[0].targets[0].quantity", equalTo(0.5f))
                .body("[0].instant_done", equalTo(false))
                .body("[1].flow", equalTo("w-1"))
                .body("[1].deviation", nullValue())
                .body("[1].instant_done", equalTo(true));
        get("/decisions?from=2024-06-01T01:00:00Z&limit=1").body("at", contains("2024-06-01T01:00:00Z"));
    }

    @Test
    void aStrategyWithoutFiguresYetIsSaid() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate pnl.assessments, pnl.decisions");
        }
        get("/pnl").statusCode(404).body("message", equalTo("nothing is known of " + STRATEGY + " yet"));
        get("/equity").statusCode(200).body("size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pnl", "equity", "attribution", "positions", "risk", "decisions"})
    void anUnknownStrategyIsNotFound(String what) {
        given().get("/api/v1/strategies/nobody/" + what)
                .then()
                .statusCode(404)
                .body("code", equalTo("API-002"))
                .body("message", equalTo("no figures of a strategy nobody"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at=yesterday | at is 'yesterday', which is neither an instant such as 2024-06-01T08:00:00Z nor a date",
                "from=2024-13-01 | from is '2024-13-01', which is neither an instant",
                "from=2024-06-02&to=2024-06-01 | from 2024-06-02T00:00:00Z is after to 2024-06-01T00:00:00Z",
                "at=2024-06-01&from=2024-06-01 | give either at, or from and to",
                "limit=0 | limit must be a whole number from 1 to 10000",
                "limit=10001 | limit must be a whole number from 1 to 10000",
                "limit=many | limit must be a whole number from 1 to 10000",
            })
    void aParameterThatCannotBeReadIsRefused(String query, String message) {
        for (String what : List.of("equity", "attribution", "positions", "risk", "decisions")) {
            get("/" + what + "?" + query)
                    .statusCode(400)
                    .body("code", equalTo("API-001"))
                    .body("message", startsWith(message));
        }
    }

    @Test
    void anUnknownPathIsRefusedInTheSameForm() {
        get("/nothing").statusCode(404).body("code", equalTo("HTTP-404"));
    }

    @Test
    void theApiDescribesItself() {
        given().accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/api/v1/strategies/{id}/equity"))
                .body("paths", hasKey("/api/v1/strategies/{id}/events"))
                .body("components.schemas", not(anEmptyMap()));
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("Swagger"));
    }

    private static ValidatableResponse get(String path) {
        return given().get(PATH + path).then();
    }

    /** Does to the read model what the shell does when these messages take effect. */
    private void loop(Message... messages) throws SQLException {
        List<KeyedMessage> keyed = new ArrayList<>();
        for (Message message : messages) {
            keyed.add(new KeyedMessage(STRATEGY, Topic.PNL, ++sequence, message));
        }
        try (Connection connection = database.getConnection()) {
            readModel.write(connection, keyed);
        }
    }

    private static RiskAssessment assessment(int hour, int round) {
        SeriesLayout series = new SeriesLayout(
                List.of(SeriesKey.spot(Venue.BINANCE, Asset.BTC), SeriesKey.perp(Venue.BINANCE, Asset.BTC)));
        MarketSnapshot market = new MarketSnapshot(
                START.plus(Duration.ofHours(hour)),
                series,
                new double[] {60_000, 60_500},
                new double[] {60_000, 60_500},
                new double[] {60_000, 60_500},
                new Provenance[] {Provenance.OBSERVED, Provenance.OBSERVED});
        Positions positions = Positions.of(
                new PositionLayout(List.of(WALLET, BTC, PERP, InstrumentKey.token(Venue.BINANCE, Asset.USDT))),
                new BigDecimal[] {
                    new BigDecimal("1000.000000"),
                    new BigDecimal("0.12345678"),
                    new BigDecimal("-0.10000000"),
                    BigDecimal.ZERO
                },
                new BigDecimal[] {
                    BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("-6100.0000000000000000"), BigDecimal.ZERO
                });
        return new RiskAssessment(
                round,
                round,
                market,
                List.of(),
                positions,
                new Exposure(
                        100_000,
                        99_900,
                        1,
                        List.of(new AssetExposure(Asset.BTC, 0.0234, 60_000)),
                        0.001,
                        List.of(new VenueMargin(Venue.BINANCE, 0, 0, 0, 0, 0, Double.NaN)),
                        new Loan(500, 400, 0.95)),
                List.of(
                        RiskReading.of(RiskType.DELTA_DRIFT, null, 0.001, 0.02, 0.05),
                        RiskReading.of(RiskType.MARGIN_RATIO, Venue.BINANCE, Double.NaN, 0.3, 0.2),
                        HEALTH),
                Permission.NO_ENTRY,
                HEALTH,
                hour + 1,
                hour + 1);
    }

    private static PnlReport report(int hour, int round, double equity) {
        double profit = equity - 100_000;
        double[] amounts = new double[Source.values().length];
        amounts[Source.FUNDING.ordinal()] = profit + 1.5;
        amounts[Source.FEES.ordinal()] = -1.5;
        return new PnlReport(
                START.plus(Duration.ofHours(hour)),
                round,
                equity,
                equity - 5,
                equity,
                100_000,
                new Attribution(amounts),
                0,
                equity / 100_000,
                equity / 100_000);
    }

    private static TargetPositions decision(int hour, Reason reason) {
        return new TargetPositions(
                START.plus(Duration.ofHours(hour)),
                0,
                Action.HOLD,
                List.of(),
                0.001,
                reason,
                0.001,
                0.02,
                0,
                null,
                true);
    }
}
