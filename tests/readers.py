"""Opens every table of bundles with the readers that people use, and checks that they agree; asks `glasshouse sql` and
compares its rows with those of Polars.

Usage: readers.py PROGRAM RUN COMPARISON SWEEP
"""

import json
import pathlib
import subprocess
import sys

import duckdb
import pandas
import polars
import pyarrow.parquet

program = sys.argv[1]
bundle, compared, swept = (pathlib.Path(argument) for argument in sys.argv[2:5])
run = json.loads((bundle / "run.json").read_text())
assert run["schema"] == "run/1", run["schema"]
tables = sorted(bundle.glob("*.parquet"))
assert tables, "the bundle holds no tables"
listed = {table["file"]: table["rows"] for table in run["tables"]}

for table in tables:
    arrow = pyarrow.parquet.read_table(table)
    rows = arrow.num_rows
    assert duckdb.sql(f"select count(*) from '{table}'").fetchall()[0][0] == rows, table
    assert polars.read_parquet(table).height == rows, table
    assert len(pandas.read_parquet(table)) == rows, table
    assert listed.get(table.name) == rows, f"{table.name}: run.json lists {listed.get(table.name)}, found {rows}"
    for field in arrow.schema:
        keys = {key.decode() for key in (field.metadata or {})}
        assert {"label", "label_zh", "unit", "definition", "definition_zh"} <= keys, f"{table.name}.{field.name}: {keys}"
    print(f"{table.name}: {rows} rows, {len(arrow.schema)} columns, the same in four readers")

metrics = bundle / "metrics.parquet"
people = duckdb.sql(
    f"select max(value) from '{metrics}' where metric = 'people' and attribute = 'all'"
).fetchall()[0][0]
assert people == run["society"]["people"], (people, run["society"]["people"])
parts = duckdb.sql(
    f"select sum(value) from '{metrics}' where metric = 'people' and attribute = 'sex' and month = 1 and replicate = 0"
).fetchall()[0][0]
assert parts == people, (parts, people)
frame = polars.read_parquet(metrics)
assert frame.filter(polars.col("metric") == "people").height > 0


def asked(query, *bundles):
    """The rows that the program answers with."""
    command = [program, "sql", query, *map(str, bundles), "--json"]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert answer["schema"] == "sql-answer/1", answer
    return answer["data"]


# Over several bundles, with the arms of a comparison as parts.
query = """
select run, part, metric, sum(value) as total from metrics
where attribute = 'all' and month = 6 group by all order by run, part, metric
"""
frames = []
for place, part in [(bundle, "")] + [(compared, f"arms/{arm.name}") for arm in sorted((compared / "arms").iterdir())]:
    frame = polars.read_parquet(place / part / "metrics.parquet")
    frames.append(frame.with_columns(run=polars.lit(place.name), part=polars.lit(part)))
table = polars.concat(frames)
expected = (
    table.filter((polars.col("attribute") == "all") & (polars.col("month") == 6))
    .group_by("run", "part", "metric")
    .agg(total=polars.col("value").sum())
    .sort("run", "part", "metric")
)
rows = asked(query, bundle, compared)
assert len(rows) > 50 and {row["part"] for row in rows} == {"", "arms/1-none", "arms/2-suining-2010"}, rows[:3]
assert rows == expected.to_dicts(), "DuckDB and Polars differ about metrics"

# Inputs against outputs of a sweep.
query = """
select i.input, i.number, avg(o.value) as mean, count(*) as runs from inputs i join outputs o using (run, part, point)
where o.metric = 'penalised' group by all order by input, number
"""
inputs, outputs = (polars.read_parquet(swept / f"{name}.parquet") for name in ["inputs", "outputs"])
expected = (
    inputs.drop("value")
    .join(outputs.filter(polars.col("metric") == "penalised"), on="point")
    .group_by("input", "number")
    .agg(mean=polars.col("value").mean(), runs=polars.len())
    .sort("input", "number")
)
rows = asked(query, swept)
assert len(rows) > 10, rows
for row, other in zip(rows, expected.to_dicts(), strict=True):
    assert abs(row.pop("mean") - other.pop("mean")) < 1e-9 and row == other, (row, other)
assert asked("select count(*) as n from compare", compared)[0]["n"] > 10

refused = subprocess.run([program, "sql", "drop view metrics", str(bundle)], capture_output=True, text=True)
assert refused.returncode == 2 and "GH0915" in refused.stderr, refused
print("the same rows in DuckDB, through glasshouse sql, and in Polars")
print("1 passed, 0 failed")
