-- What dashboards see of strategies; written beside the state in one transaction, read by REST.
create table strategies (
    strategy    text primary key,
    mode        text not null,
    share_class text not null,
    status      text not null
);

-- One row per instant, of its last round.
create table assessments (
    strategy     text             not null,
    at           timestamptz      not null,
    round        integer          not null,
    equity       double precision not null,
    equity_usdt  double precision not null,
    net_deposits double precision not null,
    share_index  double precision not null,
    usdt_index   double precision not null,
    residual     double precision not null,
    attribution  jsonb            not null,
    positions    jsonb            not null,
    risk         jsonb            not null,
    primary key (strategy, at)
);

create table decisions (
    strategy     text             not null,
    sequence     bigint           not null,
    at           timestamptz      not null,
    round        integer          not null,
    action       text             not null,
    reason       text             not null,
    reason_value double precision,
    reason_limit double precision,
    deviation    double precision,
    order_group  bigint           not null,
    flow         text,
    instant_done boolean          not null,
    targets      jsonb            not null,
    primary key (strategy, sequence)
);

create index decisions_by_instant on decisions (strategy, at);
