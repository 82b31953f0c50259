-- What init has made from the declarations, so that the next one can tell what changed.
create table ops.tables (
    name text primary key,
    version integer not null,
    definition text not null,
    changed_at timestamptz not null default now()
);
comment on table ops.tables is 'Tables and views derived from the declarations, with the version of the declaration.';
comment on column ops.tables.definition is 'Key columns of a table, text of a view.';
