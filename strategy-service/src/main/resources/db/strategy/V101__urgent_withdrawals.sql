-- A withdrawal that must not wait in a protocol's queue.
alter table flows add column urgent boolean not null default false;
