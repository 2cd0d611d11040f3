package io.basis.backtest.run;

import io.basis.domain.exposure.Loan;

/**
 * The account at Aave over the run.
 *
 * @param collateral ETH
 * @param debt ETH
 * @param ltv debt ÷ collateral, zero while nothing is supplied
 * @param healthFactor infinite while nothing is owed
 */
public record LoanColumns(Column collateral, Column debt, Column ltv, Column healthFactor) {

    /** Columns that an account takes. */
    static final int WIDTH = 4;

    static LoanColumns of(Rows rows, int first) {
        return new LoanColumns(
                rows.column(first), rows.column(first + 1), rows.column(first + 2), rows.column(first + 3));
    }

    static void set(Rows rows, int place, Loan loan) {
        rows.set(place, loan.collateral());
        rows.set(place + 1, loan.debt());
        rows.set(place + 2, loan.ltv());
        rows.set(place + 3, loan.healthFactor());
    }
}
