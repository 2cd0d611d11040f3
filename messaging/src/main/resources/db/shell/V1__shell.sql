-- The two tables of the shell, in the schema of each service. A service's own migrations are numbered from V100.

-- One row per partition NUMBER, which is one unit over all topics. Whoever raises the epoch owns it. The outbox holds
-- the records of the last commit until those of the next one take their place.
create table partition (
    id        integer primary key,
    epoch     bigint  not null,
    positions text    not null,
    outbox    bytea
) with (fillfactor = 30);

-- Not compressed: it is overwritten at every commit and read at takeovers only.
alter table partition alter column outbox set storage external;

-- What the service knows of each strategy, as JSON. The version is for auditors; the epoch is the fence.
create table state (
    strategy  text    primary key,
    partition integer not null,
    version   bigint  not null,
    body      bytea   not null
) with (fillfactor = 50);

create index state_by_partition on state (partition);
