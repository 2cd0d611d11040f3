-- What simulated venues outside the loop know: the world, not the service. Nothing that a service stores is here.
create table books (
    strategy text  primary key,
    body     bytea not null
);

-- One row for every time a venue took an order; twice for one client id is an order doubled.
create table executions (
    id        bigint generated always as identity primary key,
    strategy  text not null,
    client_id text not null
);

create index executions_by_order on executions (strategy, client_id);
