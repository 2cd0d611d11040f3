-- Which halt it is, since when, and when the strategy last completed an instant, by the clock of this service.
alter table strategies add column halt_number bigint;
alter table strategies add column halted_at timestamptz;
alter table strategies add column progressed_at timestamptz;
alter table strategies add column interval_seconds bigint;

-- What was asked, decided and ordered. The text of a body is what was hashed, so it is no jsonb.
create table audit (
    strategy text        not null,
    sequence bigint      not null,
    at       timestamptz not null,
    kind     text        not null,
    topic    text        not null,
    message  bigint      not null,
    body     text        not null,
    previous text        not null,
    hash     text        not null,
    primary key (strategy, sequence)
);

-- A halt of this service's own is seen twice: as it is sent, and as it comes back.
create index audit_halts on audit (strategy, message) where kind = 'HALT';

-- The end of each chain, so that one that was cut short shows.
create table audit_head (
    strategy text   primary key,
    count    bigint not null,
    hash     text   not null
);

-- Whoever may alter the tables can take these away; that the hashes no longer fit then shows.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is only added to: % of %', tg_op, tg_table_name;
end $$;

create function refuse_going_back() returns trigger language plpgsql as $$
begin
    if new.strategy <> old.strategy or new.count <= old.count then
        raise exception 'the audit is only added to: head of % from % to %', old.strategy, old.count, new.count;
    end if;
    return new;
end $$;

create trigger audit_only_grows before update or delete or truncate on audit
    for each statement execute function refuse_change();
create trigger audit_head_stays before delete or truncate on audit_head
    for each statement execute function refuse_change();
create trigger audit_head_only_grows before update on audit_head
    for each row execute function refuse_going_back();
