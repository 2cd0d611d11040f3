package io.basis.backtest.run;

import static io.basis.domain.money.Decimals.canonical;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.RiskAssessment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A fingerprint of what happened to the accounts of a run: SHA-256 over the account events and the balances after them.
 *
 * <p>Amounts are canonical decimals; ids, bus and clock do not enter, so that the same run gives the same fingerprint
 * wherever it runs. The balances are computed here once more from the events alone.
 */
public final class LedgerHash {

    private final StringBuilder text = new StringBuilder();
    private Positions positions;
    private final String[] balances;

    private LedgerHash(PositionLayout layout) {
        positions = Positions.none(layout);
        balances = new String[layout.size()];
        Arrays.fill(balances, "");
    }

    /**
     * The fingerprint, in hexadecimal.
     *
     * @param booked the assessments with account events, in order
     * @throws IllegalStateException if the events do not lead to the positions that an assessment states
     */
    public static String of(List<RiskAssessment> booked) {
        MessageDigest digest = sha256();
        if (!booked.isEmpty()) {
            LedgerHash ledger = new LedgerHash(booked.getFirst().positions().layout());
            for (RiskAssessment assessment : booked) {
                digest.update(ledger.entry(assessment).getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private String entry(RiskAssessment assessment) {
        text.setLength(0);
        text.append(assessment.at()).append('\n');
        for (AccountEvent event : assessment.events()) {
            append(text, event);
            text.append('\n');
        }
        Positions before = positions;
        positions = Ledger.commit(before, assessment.events());
        for (int slot = 0; slot < balances.length; slot++) {
            requireSame(slot, assessment);
            if (positions.quantity(slot).compareTo(before.quantity(slot)) != 0
                    || positions.cost(slot).compareTo(before.cost(slot)) != 0) {
                balances[slot] = balance(slot);
            }
            text.append(balances[slot]);
        }
        return text.toString();
    }

    private String balance(int slot) {
        InstrumentKey key = positions.layout().key(slot);
        if (positions.quantity(slot).signum() == 0) {
            return "";
        }
        String quantity = key + "=" + canonical(positions.quantity(slot));
        return key.type() == PositionType.PERP
                ? quantity + "@" + canonical(positions.cost(slot)) + "\n"
                : quantity + "\n";
    }

    private void requireSame(int slot, RiskAssessment assessment) {
        Positions stated = assessment.positions();
        InstrumentKey key = positions.layout().key(slot);
        if (!stated.layout().key(slot).equals(key)
                || stated.quantity(slot).compareTo(positions.quantity(slot)) != 0
                || stated.cost(slot).compareTo(positions.cost(slot)) != 0) {
            throw new IllegalStateException("the events up to " + assessment.at() + " leave "
                    + canonical(positions.quantity(slot)) + " in " + key + ", the books say "
                    + canonical(stated.quantity(key)));
        }
    }

    private static void append(StringBuilder text, AccountEvent event) {
        switch (event) {
            case AccountEvent.Deposited e -> fields(text, "Deposited", e.into(), canonical(e.amount()));
            case AccountEvent.Withdrawn e -> fields(text, "Withdrawn", e.from(), canonical(e.amount()));
            case AccountEvent.Transferred e ->
                fields(text, "Transferred", e.asset(), canonical(e.amount()), e.from(), e.to(), canonical(e.gas()));
            case AccountEvent.SpotFilled e ->
                fields(
                        text,
                        "SpotFilled",
                        e.coin(),
                        canonical(e.quantity()),
                        canonical(e.price()),
                        canonical(e.quote()),
                        canonical(e.fee()),
                        canonical(e.slippage()));
            case AccountEvent.PerpFilled e ->
                fields(
                        text,
                        "PerpFilled",
                        e.perp(),
                        canonical(e.quantity()),
                        canonical(e.price()),
                        canonical(e.fee()),
                        canonical(e.slippage()));
            case AccountEvent.Supplied e ->
                fields(
                        text,
                        "Supplied",
                        e.asset(),
                        canonical(e.amount()),
                        canonical(e.index()),
                        canonical(e.scaled()),
                        canonical(e.gas()));
            case AccountEvent.Redeemed e ->
                fields(
                        text,
                        "Redeemed",
                        e.asset(),
                        canonical(e.amount()),
                        canonical(e.index()),
                        canonical(e.scaled()),
                        canonical(e.gas()));
            case AccountEvent.FundingPaid e ->
                fields(text, "FundingPaid", e.perp(), canonical(e.rate()), canonical(e.mark()), canonical(e.amount()));
            case AccountEvent.InterestCharged e -> fields(text, "InterestCharged", e.balance(), canonical(e.amount()));
            case AccountEvent.Liquidated e ->
                fields(text, "Liquidated", e.perp(), canonical(e.quantity()), canonical(e.price()), canonical(e.fee()));
            case AccountEvent.StopFilled e ->
                fields(
                        text,
                        "StopFilled",
                        e.stop(),
                        e.perp(),
                        canonical(e.quantity()),
                        canonical(e.price()),
                        canonical(e.fee()),
                        canonical(e.slippage()));
            case AccountEvent.EModeEnabled e -> fields(text, "EModeEnabled", canonical(e.gas()));
            case AccountEvent.Borrowed e ->
                fields(
                        text,
                        "Borrowed",
                        e.into(),
                        canonical(e.amount()),
                        canonical(e.index()),
                        canonical(e.scaled()),
                        canonical(e.gas()));
            case AccountEvent.Repaid e ->
                fields(
                        text,
                        "Repaid",
                        e.from(),
                        canonical(e.amount()),
                        canonical(e.index()),
                        canonical(e.scaled()),
                        canonical(e.gas()));
            case AccountEvent.FlashBorrowed e ->
                fields(text, "FlashBorrowed", canonical(e.amount()), canonical(e.gas()));
            case AccountEvent.FlashRepaid e ->
                fields(text, "FlashRepaid", canonical(e.amount()), canonical(e.fee()), canonical(e.left()));
            case AccountEvent.Staked e ->
                fields(
                        text,
                        "Staked",
                        e.from(),
                        e.lst(),
                        canonical(e.amount()),
                        canonical(e.rate()),
                        canonical(e.minted()),
                        canonical(e.gas()));
            case AccountEvent.UnstakeRequested e ->
                fields(
                        text,
                        "UnstakeRequested",
                        e.lst(),
                        canonical(e.amount()),
                        canonical(e.rate()),
                        canonical(e.claim()),
                        canonical(e.gas()));
            case AccountEvent.Unstaked e -> fields(text, "Unstaked", e.lst(), canonical(e.claim()));
            case AccountEvent.Swapped e ->
                fields(
                        text,
                        "Swapped",
                        e.from(),
                        e.to(),
                        canonical(e.paid()),
                        canonical(e.received()),
                        canonical(e.fee()),
                        canonical(e.slippage()),
                        canonical(e.gas()));
            case AccountEvent.Unwrapped e ->
                fields(
                        text,
                        "Unwrapped",
                        canonical(e.king()),
                        canonical(e.eigen()),
                        canonical(e.ethfi()),
                        canonical(e.gas()));
            case AccountEvent.RewardPaid e -> fields(text, "RewardPaid", e.token(), canonical(e.amount()));
            case AccountEvent.LoanLiquidated e ->
                fields(
                        text,
                        "LoanLiquidated",
                        canonical(e.repaid()),
                        canonical(e.repaidScaled()),
                        e.collateral(),
                        canonical(e.seized()),
                        canonical(e.seizedScaled()));
            case AccountEvent.Adopted e ->
                fields(
                        text,
                        "Adopted",
                        e.key(),
                        canonical(e.quantity()),
                        canonical(e.entry() == null ? BigDecimal.ZERO : e.entry()));
            case AccountEvent.Airdropped e -> fields(text, "Airdropped", e.key(), canonical(e.quantity()));
            case AccountEvent.Deleveraged e ->
                fields(
                        text,
                        "Deleveraged",
                        e.perp(),
                        canonical(e.quantity()),
                        canonical(e.price()),
                        canonical(e.fee()));
            case AccountEvent.ManuallyTraded e ->
                fields(text, "ManuallyTraded", e.from(), e.to(), canonical(e.paid()), canonical(e.received()));
            case AccountEvent.BalancesReported e -> {
                // How often a venue was asked is no part of what happened.
            }
            case AccountEvent.Accepted e -> fields(text, "Accepted");
            case AccountEvent.Rejected e -> fields(text, "Rejected", e.reason(), e.detail());
        }
    }

    private static void fields(StringBuilder text, String type, Object... fields) {
        text.append(type);
        for (Object field : fields) {
            text.append('|').append(field);
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
