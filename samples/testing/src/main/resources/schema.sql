create table booking (
	id bigint generated always as identity primary key,
	number varchar(40) not null,
	quantity int not null
);
