-- What owners and operators see of strategies; written beside the state in one transaction, read by REST.
create table strategies (
    strategy     text primary key,
    mode         text not null,
    environment  text not null,
    share_class  text not null,
    asset        text not null,
    status       text not null,
    capital      numeric not null,
    starts_at    timestamptz not null,
    ends_at      timestamptz,
    source       text,
    config_hash  text not null,
    definition   text not null,
    created_at   timestamptz not null default now(),
    reached_at   timestamptz,
    equity       double precision,
    halt_code    text,
    halt_reason  text,
    halt_service text
);

create table flows (
    strategy   text not null,
    flow       text not null,
    type       text not null,
    amount     numeric not null,
    applies_at timestamptz not null,
    state      text not null,
    settled_at timestamptz,
    primary key (strategy, flow)
);
