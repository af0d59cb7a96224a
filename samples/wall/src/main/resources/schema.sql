create table if not exists entry (
	number  bigint                   not null primary key,
	id      varchar(130)             not null unique,
	type    varchar(10)              not null,
	wall    varchar(64)              not null,
	author  varchar(40)              not null,
	subject varchar(64),
	text    varchar(500),
	at      timestamp with time zone not null
);

create table if not exists last_number (
	number bigint not null
);

insert into last_number (number)
select 0 where not exists (select 1 from last_number);
