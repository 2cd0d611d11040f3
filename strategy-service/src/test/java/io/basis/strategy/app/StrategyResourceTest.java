package io.basis.strategy.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.embedded.testing.Infrastructure;
import io.basis.messaging.Codec;
import io.basis.messaging.KeyedMessage;
import io.basis.messaging.Partitioning;
import io.basis.messaging.Unreadable;
import io.basis.strategy.audit.Verdict;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topics", value = "commands:4"))
class StrategyResourceTest {

    private static final String PATH = "/api/v1/strategies";
    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2024-06-08T00:00:00Z");
    private static final Instant REACHED = Instant.parse("2024-06-03T05:00:00Z");

    @Inject
    AgroalDataSource database;

    @Inject
    StrategyReadModel readModel;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    // Creating and starting

    @Test
    void aStrategyIsCreatedAndStarted() throws Unreadable {
        // When
        post(PATH, """
                        {"id": "new-1", "mode": "btc_basis", "environment": "backtest", "capital": 250000.50,
                         "from": "2024-06-01", "to": "2024-06-08T00:00:00Z", "source": "recorded",
                         "overrides": {"position_deviation_threshold": 0.10, "costs.fees": false},
                         "flows": [{"type": "deposit", "amount": "5000", "at": "2024-06-02"}]}""")
                // Then
                .statusCode(201)
                .header("Location", endsWith(PATH + "/new-1"))
                .body("id", equalTo("new-1"))
                .body("status", equalTo("STARTING"))
                .body("share_class", equalTo("USDT"))
                .body("capital", equalTo("250000.50"))
                .body("config_hash", matchesPattern("[0-9a-f]{64}"));

        StrategyCommand.Start start = (StrategyCommand.Start) commands("new-1").getFirst();
        assertThat(start.definition().parameters().deviationThreshold()).isEqualTo(0.10);
        assertThat(start.definition().parameters().costs().fees()).isFalse();
        assertThat(start.definition().source()).isEqualTo("recorded");
        assertThat(start.flows())
                .containsExactly(new Flow(
                        "flow-1", Flow.Type.DEPOSIT, new BigDecimal("5000"), Instant.parse("2024-06-02T00:00:00Z")));
        get(PATH + "/new-1")
                .statusCode(200)
                .body("definition.positions", hasItem("binance:Perp:BTCUSDT"))
                .body("$", not(hasKey("halt")));
        get(PATH + "/new-1/flows").statusCode(200).body("id", contains("flow-1"));
    }

    @Test
    void aStrategyWithoutAnIdIsNamedAfterItsMode() {
        post(
                        PATH,
                        "{\"mode\": \"pure_lending_usdt\", \"environment\": \"paper\", \"from\": \"2024-06-01\", \"costs\": false}")
                .statusCode(201)
                .body("id", matchesPattern("pure-lending-usdt-[0-9a-f]{8}"))
                .body("from", equalTo(FROM.toString()))
                .body("to", nullValue())
                .body("capital", equalTo("100000"))
                .body("definition.parameters.costs.gas", equalTo(false));
    }

    @Test
    void aStrategyMayBeCreatedFirstAndStartedLater() throws Unreadable {
        // Given
        create("later", "\"start\": false");
        get(PATH + "/later").body("status", equalTo("CREATED"));
        assertThat(commands("later")).isEmpty();
        post(PATH + "/later/stop", "")
                .statusCode(409)
                .body("code", equalTo("API-003"))
                .body("message", equalTo("later is created and cannot be stopped; start it first"));
        post(PATH + "/later/deposits", "{\"amount\": 5}")
                .statusCode(409)
                .body("message", equalTo("later is created and cannot be paid into; start it first"));

        // When
        post(PATH + "/later/start", "").statusCode(202).body("command", equalTo("start"));
        post(PATH + "/later/start", "").statusCode(202);

        // Then
        assertThat(commands("later")).hasSize(1).first().isInstanceOf(StrategyCommand.Start.class);
        get(PATH + "/later").body("status", equalTo("STARTING"));
    }

    @Test
    void theNewestIsListedFirst() {
        create("older", "\"start\": false");
        create("newer", "\"start\": false");
        List<String> ids = get(PATH + "?limit=1000").statusCode(200).extract().path("id");
        assertThat(ids.indexOf("newer")).isLessThan(ids.indexOf("older"));
        get(PATH + "?limit=1").body("size()", equalTo(1)).body("[0]", not(hasKey("definition")));
        get(PATH + "?limit=0")
                .statusCode(400)
                .body("code", equalTo("API-001"))
                .body("message", equalTo("limit must be a whole number from 1 to 1000"));
    }

    @Test
    void anIdIsUniqueForEver() {
        create("taken", "\"start\": false");
        post(PATH, body("taken", "\"start\": false"))
                .statusCode(409)
                .body("code", equalTo("API-004"))
                .body("message", startsWith("there is a strategy taken already"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"mode\": \"btc_bassis\" | CFG-001 | unknown mode 'btc_bassis', did you mean btc_basis?",
                "\"environment\": \"live\" | CFG-012 | environment live is not available yet: use backtest, paper or testnet",
                "\"environment\": \"prod\" | CFG-012 | unknown environment 'prod': use backtest, paper or testnet",
                "\"overrides\": {\"margin_warnin\": 1} | CFG-002 | override: unknown key margin_warnin, did you mean"
                        + " margin_warning?",
                "\"overrides\": {\"margin_warning\": \"x\"} | CFG-003 | override: margin_warning is 'x'",
                "\"overrides\": {\"hedge_allocation.okx\": 0.4} | CFG-007 | override: hedge_allocation must sum to 1",
                "\"capital\": 0 | CFG-009 | capital is '0', which is not a number above 0",
                "\"capital\": \"much\" | CFG-009 | capital is 'much', which is not a number above 0",
                "\"to\": \"2024-05-31\" | CFG-010 | from 2024-06-01T00:00:00Z must be before to 2024-05-31T00:00:00Z",
                "\"from\": \"2024-06-01T00:10:00Z\" | CFG-010 | from 2024-06-01T00:10:00Z is not a multiple of the"
                        + " interval of 1h",
                "\"overrides\": {\"share_class\": \"ETH\"} | CFG-011 | share_class ETH is not possible with asset BTC",
                "\"overrides\": {\"asset\": \"ETH\"} | CFG-013 | override: asset belongs to mode btc_basis",
                "\"id\": \"Not A Name\" | CFG-014 | strategy name 'Not A Name' must be",
                "\"flows\": [{\"type\": \"gift\", \"amount\": 1, \"at\": \"2024-06-02\"}] | API-005 | type of a flow is"
                        + " 'gift', which is neither deposit nor withdrawal",
                "\"flows\": [{\"type\": \"deposit\", \"amount\": -1, \"at\": \"2024-06-02\"}] | API-005 | amount is"
                        + " '-1', which is not a number above 0",
                "\"flows\": [{\"type\": \"deposit\", \"amount\": 1, \"at\": \"2025-06-02\"}] | API-005 | at"
                        + " 2025-06-02T00:00:00Z is after the last instant",
            })
    void whatCannotRunIsRefused(String field, String code, String message) {
        post(PATH, body("refused", field))
                .statusCode(422)
                .body("code", equalTo(code))
                .body("message", startsWith(message));
        get(PATH + "/refused").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | body is not JSON: ",
                "[] | body not readable",
                "{\"mode\": \"btc_basis\", \"environment\": \"backtest\", \"captial\": 5} | unknown field captial, did"
                        + " you mean capital?",
                "{\"mode\": \"btc_basis\", \"environment\": \"backtest\", \"private_key\": \"0x\"} | unknown field"
                        + " private_key",
                "{\"environment\": \"backtest\", \"from\": \"2024-06-01\"} | mode must not be blank",
                "{\"mode\": \"btc_basis\", \"from\": \"2024-06-01\"} | environment must not be blank",
                "{\"mode\": \"btc_basis\", \"environment\": \"paper\"} | from must not be blank",
                "{\"mode\": \"btc_basis\", \"environment\": \"backtest\", \"from\": \"2024-06-01\"} | a backtest needs to",
                "{\"mode\": \"btc_basis\", \"environment\": \"backtest\", \"from\": \"June\", \"to\": \"2024-06-08\"}"
                        + " | from is 'June', which is neither an instant such as",
                "{\"mode\": \"btc_basis\", \"environment\": \"backtest\", \"overrides\": [1]} | body not readable at"
                        + " overrides",
                "{\"mode\": \"btc_basis\", \"environment\": \"backtest\", \"from\": \"2024-06-01\", \"flows\": [{\"type\": \"deposit\"}]} |"
                        + " flows[0].amount must not be blank; flows[0].at must not be blank",
                "{\"mode\": \"btc_basis\", \"environment\": \"backtest\", \"from\": \"2024-06-01\", \"flows\": [null]} |"
                        + " flows[0].<list element> must not be null",
                "{\"mode\": \"btc_basis\", \"environment\": \"backtest\", \"from\": \"2024-06-01\", \"overrides\": {\"data.gaps\": null}} |"
                        + " overrides[data.gaps].<map value> must not be null",
            })
    void whatCannotBeReadIsRefused(String body, String message) {
        post(PATH, body).statusCode(400).body("code", equalTo("API-001")).body("message", startsWith(message));
    }

    @Test
    void anEmptyBodyIsRefused() {
        given().contentType(ContentType.JSON)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("API-001"))
                .body("message", equalTo("must not be null"));
    }

    @Test
    void otherMediaTypesMethodsAndPathsAreRefusedInTheSameForm() {
        given().contentType(ContentType.TEXT)
                .body("mode")
                .post(PATH)
                .then()
                .statusCode(415)
                .body("code", equalTo("HTTP-415"));
        given().delete(PATH).then().statusCode(405).body("code", equalTo("HTTP-405"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "resume", "emergency-exit", "skip", "deposits", "withdrawals"})
    void anUnknownStrategyIsNotFound(String what) {
        post(PATH + "/nobody/" + what, what.equals("skip") ? "{\"reason\": \"x\"}" : "{\"amount\": 1}")
                .statusCode(404)
                .body("code", equalTo("API-002"))
                .body("message", startsWith("no strategy nobody"));
        get(PATH + "/nobody").statusCode(404);
        get(PATH + "/nobody/flows").statusCode(404);
        get(PATH + "/nobody/audit").statusCode(404);
    }

    // Running, stopping, halting

    @Test
    void theLoopSaysWhereAStrategyStands() throws SQLException {
        // Given
        StrategyDefinition definition = create("stands", "\"capital\": 1000");

        // When
        loop(definition, new StartedStrategy(definition, Status.RUNNING), assessed(1012.5));

        // Then
        get(PATH + "/stands")
                .body("status", equalTo("RUNNING"))
                .body("equity", equalTo(1012.5f))
                .body("reached_at", equalTo(REACHED.toString()));
    }

    @Test
    void aStrategyThatRestDidNotCreateIsShownToo() throws SQLException {
        StrategyDefinition definition = definition("elsewhere");
        loop(definition, new StartedStrategy(definition, Status.RUNNING));
        get(PATH + "/elsewhere").statusCode(200).body("status", equalTo("RUNNING"));
    }

    @Test
    void aHaltIsShownWithItsReasonUntilTheStrategyGoesOn() throws Exception {
        // Given
        StrategyDefinition definition = create("halts", "\"capital\": 1000");
        loop(definition, new StartedStrategy(definition, Status.RUNNING));
        post(PATH + "/halts/resume", "")
                .statusCode(409)
                .body("message", equalTo("halts is running and cannot be resumed"));

        // When
        loop(
                definition,
                new StrategyHalt("DAT-001", "no price of BTC", "risk-service"),
                new StartedStrategy(definition, Status.HALTED),
                new StrategyHalt("DAT-009", "a later reason", "pnl-service"));

        // Then
        get(PATH + "/halts")
                .body("status", equalTo("HALTED"))
                .body("halt.code", equalTo("DAT-001"))
                .body("halt.reason", equalTo("no price of BTC"))
                .body("halt.service", equalTo("risk-service"));
        post(PATH + "/halts/deposits", "{\"amount\": 1}")
                .statusCode(409)
                .body("code", equalTo("API-003"))
                .body("message", equalTo("halts is halted and cannot be paid into; resume it first"));
        post(PATH + "/halts/start", "").statusCode(409);
        post(PATH + "/halts/emergency-exit", "").statusCode(202);
        post(PATH + "/halts/resume", "").statusCode(202).body("command", equalTo("resume"));
        assertThat(commands("halts"))
                .hasExactlyElementsOfTypes(
                        StrategyCommand.Start.class, StrategyCommand.EmergencyExit.class, StrategyCommand.Resume.class);
        loop(definition, new StartedStrategy(definition, Status.RUNNING));
        get(PATH + "/halts").body("status", equalTo("RUNNING")).body("halt", nullValue());
    }

    @Test
    void whatNeedsAttentionSaysWhatIsOpenUntilItIsResumed() throws Exception {
        // Given
        StrategyDefinition definition = create("waits", "\"capital\": 1000");

        // When
        loop(
                definition,
                new StartedStrategy(definition, Status.RUNNING),
                new StartedStrategy(
                        definition, Status.NEEDS_ATTENTION, "order 2 of group 3 rejected; open: a leg", null));

        // Then
        get(PATH + "/waits")
                .body("status", equalTo("NEEDS_ATTENTION"))
                .body("halt.code", equalTo("ORD-001"))
                .body("halt.reason", equalTo("order 2 of group 3 rejected; open: a leg"))
                .body("halt.service", equalTo("strategy-service"));
        post(PATH + "/waits/deposits", "{\"amount\": 1}")
                .statusCode(409)
                .body("message", equalTo("waits needs attention and cannot be paid into; resume it first"));
        post(PATH + "/waits/emergency-exit", "").statusCode(202);
        post(PATH + "/waits/resume", "").statusCode(202);
        loop(definition, new StartedStrategy(definition, Status.RUNNING));
        get(PATH + "/waits").body("status", equalTo("RUNNING")).body("halt", nullValue());
    }

    @Test
    void aStoppedStrategyTakesNoFlowsUntilItIsResumed() throws Exception {
        StrategyDefinition definition = create("stops", "\"capital\": 1000");
        post(PATH + "/stops/stop", "").statusCode(202);
        loop(definition, new StartedStrategy(definition, Status.STOPPED));
        post(PATH + "/stops/withdrawals", "{\"amount\": 1}")
                .statusCode(409)
                .body("message", equalTo("stops is stopped and cannot be paid out of; resume it first"));
        post(PATH + "/stops/resume", "").statusCode(202);
    }

    @Test
    void aCompletedStrategyIsOver() throws SQLException {
        StrategyDefinition definition = create("over", "\"capital\": 1000");
        loop(definition, new StartedStrategy(definition, Status.COMPLETED));
        for (String command : List.of("start", "stop", "resume", "emergency-exit")) {
            post(PATH + "/over/" + command, "").statusCode(409).body("code", equalTo("API-003"));
        }
        post(PATH + "/over/deposits", "{\"amount\": 1}")
                .statusCode(409)
                .body("message", equalTo("over is completed and cannot be paid into"));
    }

    // Skipping, auditing, watching

    private StrategyDefinition halted(String id, String code) throws SQLException {
        StrategyDefinition definition = create(id, "\"capital\": 1000");
        loop(
                definition,
                new StrategyHalt(code, "report on group 3 does not belong here", "risk-service"),
                new StartedStrategy(definition, Status.HALTED));
        return definition;
    }

    @Test
    void theRecordThatHaltedAStrategyIsSkippedWithAReason() throws Exception {
        // Given
        StrategyDefinition definition = halted("skips", "POS-001");
        get(PATH + "/skips").body("halt.number", equalTo(1)).body("halt.since", notNullValue());

        // When
        post(PATH + "/skips/skip", "{\"reason\": \" sent twice by the venue \", \"halt\": 1}")
                // Then
                .statusCode(202)
                .body("command", equalTo("skip"));
        assertThat(commands("skips"))
                .last()
                .isEqualTo(new StrategyCommand.Skip("risk-service", 1, "sent twice by the venue"));
        loop(definition, new StartedStrategy(definition, Status.RUNNING, null, (StrategyCommand.Skip)
                commands("skips").getLast()));
        get(PATH + "/skips").body("status", equalTo("RUNNING")).body("$", not(hasKey("halt")));
        post(PATH + "/skips/skip", "{\"reason\": \"again\"}")
                .statusCode(409)
                .body("code", equalTo("API-003"))
                .body("message", equalTo("skips is running and has no record to skip"));
    }

    @Test
    void aHaltOutsideTheLoopOutlivesTheRun() throws Exception {
        // Given
        StrategyDefinition definition = halted("outlived", "DAT-001");

        // When
        loop(definition, new StartedStrategy(definition, Status.COMPLETED));

        // Then
        get(PATH + "/outlived").body("status", equalTo("COMPLETED")).body("halt.code", equalTo("DAT-001"));
        post(PATH + "/outlived/resume", "").statusCode(202);
        loop(
                definition,
                new StartedStrategy(definition, Status.RUNNING),
                new StartedStrategy(definition, Status.COMPLETED));
        get(PATH + "/outlived").body("status", equalTo("COMPLETED")).body("$", not(hasKey("halt")));
        post(PATH + "/outlived/resume", "").statusCode(409);
    }

    @Test
    void aSkipThatCannotBeIsRefused() throws Exception {
        halted("skips-not", "POS-001");
        for (String body : List.of("{}", "{\"reason\": \"\"}", "{\"reason\": \"  \"}")) {
            post(PATH + "/skips-not/skip", body).statusCode(422).body("code", equalTo("API-008"));
        }
        post(PATH + "/skips-not/skip", "{\"reason\": \"known\", \"halt\": 7}")
                .statusCode(409)
                .body("code", equalTo("API-009"))
                .body("message", equalTo("skips-not is halted by halt 1 of risk-service, not by 7; look at it again"));
        halted("skips-lost", "MSG-001");
        post(PATH + "/skips-lost/skip", "{\"reason\": \"known\"}")
                .statusCode(409)
                .body("message", startsWith("MSG-001 in risk-service cannot be skipped: records are lost"));
        assertThat(commands("skips-not")).hasSize(1);
        assertThat(commands("skips-lost")).hasSize(1);
    }

    @Test
    void theAuditTellsWhatWasAskedAndDecided() throws Exception {
        // Given
        StrategyDefinition definition = create("audited", "\"capital\": 1000");
        loop(
                definition,
                new StrategyCommand.Start(definition, List.of()),
                new StartedStrategy(definition, Status.RUNNING),
                assessed(1000),
                decided("w", Reason.WITHDRAWAL_PAID));
        loop(definition, new StrategyHalt("POS-001", "a report", "risk-service"));
        loop(definition, new StrategyHalt("POS-001", "a report", "risk-service"));
        loop(definition, new StrategyCommand.Skip("risk-service", 1, "known"));

        // When
        get(PATH + "/audited/audit")
                // Then
                .statusCode(200)
                .body("count", equalTo(5))
                .body("records.kind", contains("COMMAND", "STATUS", "DECISION", "HALT", "SKIP"))
                .body("records.topic", hasItem("target-positions"))
                .body("records[0].previous", equalTo("0".repeat(64)))
                .body("records[4].body.reason", equalTo("known"));
        get(PATH + "/audited/audit?after=2&limit=2").body("records.sequence", contains(3, 4));
        get(PATH + "/audited/audit?after=-1")
                .statusCode(400)
                .body("message", equalTo("after must be a whole number from 0"));
        String head = get(PATH + "/audited/audit").extract().path("head");
        String last = get(PATH + "/audited/audit?after=4").extract().path("records[0].hash");
        assertThat(head).isEqualTo(last);
    }

    @Test
    void theAuditIsOnlyAddedTo() throws Exception {
        // Given
        StrategyDefinition definition = halted("tampered", "POS-001");
        for (String sql : List.of(
                "update strategy.audit set body = '{}' where strategy = 'tampered'",
                "delete from strategy.audit where strategy = 'tampered'",
                "truncate strategy.audit",
                "delete from strategy.audit_head",
                "update strategy.audit_head set count = 1 where strategy = 'tampered'")) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("the audit is only added to");
            }
        }
        assertThat(verdict("tampered")).isInstanceOf(Verdict.Intact.class);

        // When
        force("update strategy.audit set body = replace(body, 'does not', 'does') where strategy = 'tampered'"
                + " and sequence = 1");

        // Then
        assertThat(verdict("tampered"))
                .isEqualTo(
                        new Verdict.Broken("tampered", 1, Verdict.Fault.ALTERED, "its content does not have its hash"));

        // When
        halted("shortened", "POS-001");
        force("delete from strategy.audit where strategy = 'shortened' and sequence = 2");

        // Then
        assertThat(verdict("shortened"))
                .isEqualTo(new Verdict.Broken(
                        "shortened", 2, Verdict.Fault.REMOVED, "the head counts 2 records, and 1 are there"));
        assertThat(definition.strategy()).isEqualTo("tampered");
    }

    private Verdict verdict(String strategy) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return AuditTable.verify(connection).stream()
                    .filter(verdict -> verdict.strategy().equals(strategy))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What somebody can do who owns the tables. */
    private void force(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table strategy.audit disable trigger audit_only_grows");
            statement.execute(sql);
            statement.execute("alter table strategy.audit enable trigger audit_only_grows");
        }
    }

    @Test
    void aStrategyThatCompletesNoInstantIsStuck() throws Exception {
        // Given
        StrategyDefinition definition = create("slow", "\"capital\": 1000");
        loop(definition, new StartedStrategy(definition, Status.RUNNING));
        get(PATH + "/slow").body("stuck", equalTo(false)).body("progressed_at", notNullValue());

        // When
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update strategy.strategies set progressed_at = now() - interval '121 minutes'"
                    + " where strategy = 'slow'");
        }

        // Then
        get(PATH + "/slow").body("status", equalTo("RUNNING")).body("stuck", equalTo(true));
        loop(definition, new StrategyHalt("DAT-001", "no price", "risk-service"));
        get(PATH + "/slow").body("status", equalTo("HALTED")).body("stuck", equalTo(false));
    }

    @Test
    void healthAndMetricsCountWhatIsHalted() throws Exception {
        // Given
        halted("unhealthy", "POS-001");

        // Then
        get("/q/health/ready").statusCode(200).body("status", equalTo("UP"));
        get("/q/health")
                .statusCode(200)
                .body("checks.find { it.name == 'strategies' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'strategies' }.data", hasKey("halted"))
                .body("checks.find { it.name == 'strategies' }.data", hasKey("stuck_strategies"))
                .body("checks.find { it.name == 'strategy-service' }.data", hasKey("lag"));
        get("/q/metrics")
                .statusCode(200)
                .body(containsString("basis_strategies{status=\"HALTED\"}"))
                .body(containsString("basis_halted_strategies"))
                .body(containsString("basis_stuck_strategies"))
                .body(containsString("basis_instant_age_seconds"));
    }

    // Deposits and withdrawals

    @Test
    void aDepositIsStampedWithTheInstantReached() throws Exception {
        // Given
        StrategyDefinition definition = create("pays", "\"capital\": 1000");
        post(PATH + "/pays/deposits", "{\"amount\": 1, \"id\": \"early\"}")
                .statusCode(202)
                .body("at", equalTo(FROM.toString()));
        loop(definition, new StartedStrategy(definition, Status.RUNNING), assessed(1000));

        // When
        post(PATH + "/pays/deposits", "{\"amount\": 12345678901234.123456, \"id\": \"exact\"}")
                // Then
                .statusCode(202)
                .body("id", equalTo("exact"))
                .body("type", equalTo("deposit"))
                .body("amount", equalTo("12345678901234.123456"))
                .body("at", equalTo(REACHED.toString()))
                .body("state", equalTo("REQUESTED"));
        post(PATH + "/pays/deposits", "{\"amount\": \"5000\", \"at\": \"2024-06-05\"}")
                .statusCode(202)
                .body("at", equalTo("2024-06-05T00:00:00Z"));
        post(PATH + "/pays/deposits", "{\"amount\": \"5000\", \"at\": \"2024-06-02\"}")
                .statusCode(202)
                .body("at", equalTo(REACHED.toString()));
        assertThat(commands("pays"))
                .filteredOn(StrategyCommand.RequestFlow.class::isInstance)
                .hasSize(4)
                .contains(new StrategyCommand.RequestFlow(
                        new Flow("exact", Flow.Type.DEPOSIT, new BigDecimal("12345678901234.123456"), REACHED)));
    }

    @Test
    void theSameIdAsksForTheSameFlow() throws Exception {
        // Given
        create("repeats", "\"capital\": 1000");
        post(PATH + "/repeats/deposits", "{\"amount\": 5, \"id\": \"k\"}").statusCode(202);

        // When
        post(PATH + "/repeats/deposits", "{\"amount\": \"5.0\", \"id\": \"k\"}")
                .statusCode(202)
                .body("id", equalTo("k"));
        post(PATH + "/repeats/deposits", "{\"amount\": 6, \"id\": \"k\"}")
                .statusCode(409)
                .body("code", equalTo("API-004"))
                .body("message", equalTo("id k already asks for a deposit of 5; give another flow another id"));
        post(PATH + "/repeats/withdrawals", "{\"amount\": 5, \"id\": \"k\"}").statusCode(409);

        // Then
        assertThat(commands("repeats")).hasSize(2);
        get(PATH + "/repeats/flows").body("id", contains("k"));
    }

    @Test
    void aWithdrawalOfMoreThanTheEquityIsRefused() throws Exception {
        // Given
        StrategyDefinition definition = create("takes", "\"capital\": 1000");
        post(PATH + "/takes/withdrawals", "{\"amount\": 1000.000001}")
                .statusCode(422)
                .body("message", equalTo("withdrawal of 1000.000001 USDT is more than the equity of 1000"));
        loop(definition, new StartedStrategy(definition, Status.RUNNING), assessed(1500.25));

        // When
        post(PATH + "/takes/withdrawals", "{\"amount\": \"1500.26\"}")
                // Then
                .statusCode(422)
                .body("code", equalTo("API-006"))
                .body(
                        "message",
                        equalTo("withdrawal of 1500.26 USDT is more than the equity of 1500.25 at " + REACHED));
        post(PATH + "/takes/withdrawals", "{\"amount\": \"1000\", \"id\": \"w\"}")
                .statusCode(202);
        post(PATH + "/takes/withdrawals", "{\"amount\": \"600\"}")
                .statusCode(422)
                .body("message", endsWith("of 1500.25 at " + REACHED + ", with -1000 of flows under way"));
        assertThat(commands("takes")).hasSize(2);
    }

    @Test
    void theLoopSaysWhatBecomesOfAFlow() throws SQLException {
        // Given
        StrategyDefinition definition = create("settles", "\"capital\": 1000");
        for (String id : List.of("paid", "refused", "waits")) {
            post(PATH + "/settles/withdrawals", "{\"amount\": 100, \"id\": \"" + id + "\"}")
                    .statusCode(202);
        }

        // When
        loop(
                definition,
                new StartedStrategy(definition, Status.RUNNING),
                assessed(1000),
                decided("paid", Reason.WITHDRAWAL_PAID),
                decided("refused", Reason.WITHDRAWAL_REJECTED));

        // Then
        get(PATH + "/settles/flows")
                .body("find { it.id == 'paid' }.state", equalTo("SETTLED"))
                .body("find { it.id == 'paid' }.settled_at", equalTo(REACHED.toString()))
                .body("find { it.id == 'refused' }.state", equalTo("REJECTED"))
                .body("find { it.id == 'waits' }.state", equalTo("EXECUTING"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\": 0} | 422 | API-005 | amount is '0', which is not a number above 0, such as 5000",
                "{\"amount\": \"-5\"} | 422 | API-005 | amount is '-5', which is not a number above 0, such as 5000",
                "{\"amount\": \"lots\"} | 422 | API-005 | amount is 'lots', which is not a number above 0, such as 5000",
                "{\"amount\": 0.0000001} | 422 | API-005 | amount 0.0000001 has more decimals than the 6 that USDT is"
                        + " kept at",
                "{\"amount\": 1, \"at\": \"2024-06-09\"} | 422 | API-005 | at 2024-06-09T00:00:00Z is after the last"
                        + " instant of the strategy, 2024-06-08T00:00:00Z",
                "{\"amount\": 1, \"at\": \"soon\"} | 400 | API-001 | at is 'soon', which is neither an instant such as"
                        + " 2024-06-01T08:00:00Z nor a date",
                "{} | 400 | API-001 | amount must not be blank",
                "{\"amount\": 1, \"amont\": 2} | 400 | API-001 | unknown field amont, did you mean amount?",
                "{\"amount\": 1, \"id\": \"\"} | 400 | API-001 | id size must be between 1 and 100",
            })
    void aFlowThatCannotBeIsRefused(String body, int status, String code, String message) {
        if (given().get(PATH + "/flowless").statusCode() == 404) {
            create("flowless", "\"capital\": 1000");
        }
        for (String kind : List.of("deposits", "withdrawals")) {
            post(PATH + "/flowless/" + kind, body)
                    .statusCode(status)
                    .body("code", equalTo(code))
                    .body("message", equalTo(message));
        }
    }

    // Documentation

    @Test
    void theApiDescribesItself() {
        given().accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths", hasKey(PATH + "/{id}/withdrawals"))
                .body("paths", hasKey(PATH + "/{id}/emergency-exit"));
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("Swagger"));
    }

    private static StrategyDefinition create(String id, String field) {
        post(PATH, body(id, field)).statusCode(201);
        return definition(id);
    }

    /** A request that is right but for what the field changes. */
    private static String body(String id, String field) {
        StringBuilder body = new StringBuilder("{" + field);
        Map<String, String> fields = Map.of(
                "id", id,
                "mode", "btc_basis",
                "environment", "backtest",
                "from", "2024-06-01",
                "to", "2024-06-08");
        fields.forEach((name, value) -> {
            if (!field.startsWith("\"" + name + "\"")) {
                body.append(", \"").append(name).append("\": \"").append(value).append('"');
            }
        });
        return body.append('}').toString();
    }

    private static StrategyDefinition definition(String id) {
        return Definitions.define(
                new DefinitionRequest(id, "btc_basis", Environment.BACKTEST, "1000", FROM, TO, null, Map.of(), true));
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    /** Does to the read model what the shell does when these messages take effect. */
    private void loop(StrategyDefinition definition, Message... messages) throws SQLException {
        List<KeyedMessage> keyed = new ArrayList<>();
        long sequence = 1;
        for (Message message : messages) {
            keyed.add(new KeyedMessage(definition.strategy(), topic(message), sequence++, message));
        }
        try (Connection connection = database.getConnection()) {
            readModel.write(connection, keyed);
        }
    }

    private static Topic topic(Message message) {
        return switch (message) {
            case StrategyCommand command -> Topic.COMMANDS;
            case StrategyHalt halt -> Topic.HALTS;
            case TargetPositions decision -> Topic.TARGET_POSITIONS;
            case RiskAssessment assessment -> Topic.RISK_ASSESSMENTS;
            default -> Topic.STRATEGIES;
        };
    }

    private static RiskAssessment assessed(double equity) {
        MarketSnapshot market = new MarketSnapshot(
                REACHED, new SeriesLayout(List.of()), new double[0], new double[0], new double[0], new Provenance[0]);
        return new RiskAssessment(
                0,
                1,
                market,
                List.of(),
                Positions.none(new PositionLayout(List.of())),
                new Exposure(equity, equity, 1, List.of(), 0, List.of(), null),
                List.of(),
                Permission.TRADE,
                null,
                1,
                1);
    }

    private static TargetPositions decided(String flow, Reason reason) {
        return new TargetPositions(REACHED, 0, Action.HOLD, List.of(), 0, reason, 0, 0, 0, flow, false);
    }

    /** The commands on the topic for a strategy, which all lie on its partition. */
    private List<StrategyCommand> commands(String strategy) throws Unreadable {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker);
        List<StrategyCommand> commands = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition("commands", Partitioning.of(strategy, 4));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key().equals(strategy)) {
                        commands.add((StrategyCommand) new Codec().read(Topic.COMMANDS, record.value()));
                    }
                }
            }
        }
        return commands;
    }
}
