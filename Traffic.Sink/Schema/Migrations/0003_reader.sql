-- Roles belong to the whole server: another database may have made this one, even at this moment.
do $$
begin
    create role traffic_reader nologin;
exception
    when duplicate_object or unique_violation then null;
end
$$;
