-- Equity with staked tokens at their market price; where nothing is staked it is the equity, as in all rows before.
alter table assessments add column market_equity double precision;
update assessments set market_equity = equity;
alter table assessments alter column market_equity set not null;
