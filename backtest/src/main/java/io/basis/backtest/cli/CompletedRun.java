package io.basis.backtest.cli;

import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;

/** A run that reached its end, and its figures. */
record CompletedRun(RunRecord record, Summary summary) {}
