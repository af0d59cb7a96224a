create table if not exists reservation (number varchar(100), quantity int);
