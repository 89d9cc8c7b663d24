-- Who there is and who belongs to whom, each fact with the days it holds: a question about 2007 gets the answer of 2007.
create schema organisations;
comment on schema organisations is 'Commissioners, groups, practices, providers and regions; their names, memberships and lists.';

create table organisations.received_file (
  file_no integer generated always as identity primary key,
  sha256 text not null,
  dataset text not null,
  as_at date,
  name text not null,
  rows_read integer not null,
  rows_taken integer not null,
  rows_skipped integer not null,
  rows_unknown integer not null,
  rows_rejected integer not null,
  facts_changed integer not null,
  received_at timestamptz not null,
  received_by text not null
);
create index received_file_by_content on organisations.received_file (sha256, dataset);
comment on table organisations.received_file is 'Each file that was taken, by its content: the same file twice is recognised.';
comment on column organisations.received_file.as_at is 'The day the file speaks of, where somebody said it or its name did.';
comment on column organisations.received_file.rows_skipped is 'Rows that this installation never takes: cost centres that are no practice, totals.';
comment on column organisations.received_file.rows_unknown is 'Rows of practices that were not known then: the file may be sent again once they are.';
comment on column organisations.received_file.facts_changed is 'Organisations, names, memberships and lists that are different since.';

create table organisations.organisation (
  code text collate "C" primary key check (code ~ '^[A-Z0-9]{2,10}$'),
  kind text not null check (kind in ('commissioner', 'group', 'practice', 'provider', 'region')),
  status text check (status in ('active', 'closed', 'dormant', 'proposed')),
  open_date date,
  close_date date,
  postcode text,
  file_no integer not null references organisations.received_file,
  unique (code, kind),
  check (close_date >= open_date)
);
create index organisation_by_kind on organisations.organisation (kind, code);
comment on table organisations.organisation is 'One row for each organisation, whatever its kind; its code never changes.';
comment on column organisations.organisation.close_date is 'The last day it was open, as national registers write it.';
comment on column organisations.organisation.file_no is 'The file that last changed it.';

create table organisations.organisation_name (
  code text collate "C" not null references organisations.organisation,
  name text not null check (name <> ''),
  from_date date,
  to_date date,
  check (from_date < to_date),
  unique nulls not distinct (code, from_date)
);
create unique index organisation_name_now on organisations.organisation_name (code) include (name) where to_date is null;
comment on table organisations.organisation_name is 'What an organisation is called, by date; from_date empty = as far back as is known, to_date empty = still.';

create table organisations.membership (
  member_code text collate "C" not null,
  member_kind text not null,
  parent_code text collate "C" not null,
  parent_kind text not null,
  from_date date not null,
  to_date date,
  dataset text not null,
  file_no integer not null references organisations.received_file,
  primary key (member_code, parent_code, from_date),
  foreign key (member_code, member_kind) references organisations.organisation (code, kind),
  foreign key (parent_code, parent_kind) references organisations.organisation (code, kind),
  check (from_date < to_date),
  check ((member_kind, parent_kind) in (
    ('practice', 'group'), ('practice', 'commissioner'), ('group', 'commissioner'),
    ('provider', 'commissioner'), ('provider', 'region'), ('commissioner', 'region')
  ))
);
create index membership_by_parent on organisations.membership (parent_code, from_date);
comment on table organisations.membership is
  'Who belongs to whom and when, half-open: to_date is the first day it no longer holds, empty = still. One parent of a kind at a time.';
comment on column organisations.membership.dataset is 'The kind of file that said so; a newer file of that kind may withdraw it.';

-- Declared as a trigger because an exclusion constraint over text ranges slowed from 0.5 to 5 seconds for 7,500 rows as
-- the table grew (no distance between codes for the index to split by), and one over numbers needs numbers for codes.
-- The lock makes two writers take turns, so that each sees what the other wrote.
create function organisations.refuse_two_parents() returns trigger language plpgsql as $$
declare
  clash record;
begin
  perform pg_advisory_xact_lock(hashtext('organisations'));
  select later.member_code, later.parent_code, earlier.parent_code as other, later.from_date into clash
  from stated later
  join organisations.membership earlier on earlier.member_code = later.member_code
    and earlier.parent_kind = later.parent_kind
    and (earlier.parent_code, earlier.from_date) <> (later.parent_code, later.from_date)
    and (earlier.to_date is null or later.from_date < earlier.to_date)
    and (later.to_date is null or earlier.from_date < later.to_date)
  limit 1;
  if found then
    raise exception 'one_parent_at_a_time: % is in % and in % on %', clash.member_code, clash.parent_code, clash.other, clash.from_date
      using errcode = 'exclusion_violation';
  end if;
  return null;
end
$$;
create trigger one_parent_at_a_time_added after insert on organisations.membership
  referencing new table as stated for each statement execute function organisations.refuse_two_parents();
create trigger one_parent_at_a_time_changed after update on organisations.membership
  referencing new table as stated for each statement execute function organisations.refuse_two_parents();

create table organisations.list_count (
  practice_code text collate "C" not null references organisations.organisation,
  counted_on date not null,
  sexes text[] not null,
  age_bands text[] not null,
  patients integer[] not null,
  file_no integer not null references organisations.received_file,
  primary key (practice_code, counted_on),
  check (cardinality(sexes) = cardinality(age_bands) and cardinality(sexes) = cardinality(patients)),
  check (0 <= all (patients)),
  check (sexes <@ array['0', '1', '2', '9'])
);
create index list_count_by_date on organisations.list_count (counted_on);
comment on table organisations.list_count is
  'One practice''s registered patients on one day, by sex and age band: three lists that run together, replaced as one.';

create view organisations.v_list_size as
  select c.practice_code, c.counted_on, cell.sex, cell.age_band, cell.patients
  from organisations.list_count c
  cross join lateral unnest(c.sexes, c.age_bands, c.patients) as cell (sex, age_band, patients);
comment on view organisations.v_list_size is 'Published: registered patients of a practice on a day, one row for each sex and age band.';

create view organisations.v_list_total as
  select c.practice_code, c.counted_on, (select sum(cell.patients) from unnest(c.patients) as cell (patients))::integer as patients
  from organisations.list_count c;
comment on view organisations.v_list_total is 'Published: registered patients of a practice on a day.';

create view organisations.v_membership as
  select m.member_code, m.member_kind, m.parent_code, m.parent_kind, m.from_date, m.to_date
  from organisations.membership m;
comment on view organisations.v_membership is 'Published: who belongs to whom, half-open.';

create view organisations.v_organisation as
  select o.code, o.kind, n.name, o.status, o.open_date, o.close_date, o.postcode
  from organisations.organisation o
  join organisations.organisation_name n on n.code = o.code and n.to_date is null;
comment on view organisations.v_organisation is 'Published: every organisation under the name it has now.';

grant usage on schema organisations to locality_app;
grant select, insert on organisations.received_file to locality_app;
grant select, insert, update on organisations.organisation to locality_app;
grant select, insert, update, delete on organisations.organisation_name, organisations.membership, organisations.list_count to locality_app;
grant select on organisations.v_list_size, organisations.v_list_total, organisations.v_membership, organisations.v_organisation to locality_app;
