-- Readers of the engine's mergeable state, for views that merge parts.

-- Both kinds of state are a format byte 1 and then pairs of unsigned LEB128 numbers.
create function ops.leb128_pairs(state bytea) returns table (pair integer, a bigint, b bigint)
language plpgsql immutable strict parallel safe as $$
declare
    value bigint := 0;
    shift integer := 0;
    first boolean := true;
    byte integer;
begin
    if length(state) = 0 then
        return;
    end if;
    if get_byte(state, 0) <> 1 then
        raise exception 'state of format %, only format 1 can be read', get_byte(state, 0);
    end if;
    pair := 0;
    for i in 1 .. length(state) - 1 loop
        byte := get_byte(state, i);
        value := value | ((byte & 127)::bigint << shift);
        shift := shift + 7;
        if byte < 128 then
            if first then
                a := value;
            else
                b := value;
                pair := pair + 1;
                return next;
            end if;
            first := not first;
            value := 0;
            shift := 0;
        end if;
    end loop;
    if shift > 0 or not first then
        raise exception 'state is cut off';
    end if;
end
$$;

-- DDSketch with gamma = 1.01 / 0.99: pairs of (distance from the bucket before, count). The quantile (0 to 1) of n values is the
-- value of the bucket that holds the item of rank floor(quantile * (n - 1)). The cast to numeric makes 0.29 exactly 0.29.
create function ops.sketch_quantile(sketches bytea[], quantile double precision) returns double precision
language sql immutable parallel safe as $$
    with
        decoded as (
            select sum(p.a) over (partition by s.ordinality order by p.pair) as bucket, p.b as n
            from unnest(sketches) with ordinality s(sketch, ordinality), ops.leb128_pairs(s.sketch) p),
        merged as (select bucket, sum(n) as n from decoded group by bucket),
        ranked as (select bucket, sum(n) over (order by bucket) as through, sum(n) over () as total from merged)
    select case when bucket = 0 then 0
        else 2 * 1e-6::double precision * power(1.01::double precision / 0.99::double precision, bucket::double precision)
            / (1.01::double precision / 0.99::double precision + 1)
        end
    from ranked where through > floor(quantile::numeric * (total - 1)) order by bucket limit 1
$$;
comment on function ops.sketch_quantile is 'Quantile (0 to 1) of the union of DDSketches, within 1 %.';

-- Sets of intervals: pairs of (zigzag distance in us from the start before, seconds); of equal starts the longest counts.
create function ops.covered_seconds(sets bytea[]) returns bigint
language sql immutable parallel safe as $$
    with
        decoded as (
            select sum((p.a >> 1) # -(p.a & 1)) over (partition by s.ordinality order by p.pair) as start, p.b as seconds
            from unnest(sets) with ordinality s(state, ordinality), ops.leb128_pairs(s.state) p),
        longest as (select max(seconds) as seconds from decoded group by start)
    select coalesce(sum(seconds), 0)::bigint from longest
$$;
comment on function ops.covered_seconds is 'Seconds covered by the union of sets of intervals.';

create aggregate ops.concatenated(text[]) (sfunc = array_cat, stype = text[], initcond = '{}', parallel = safe, combinefunc = array_cat);
comment on aggregate ops.concatenated(text[]) is 'All elements of all lists.';
