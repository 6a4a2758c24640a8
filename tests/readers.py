"""Opens every table of a bundle with the readers that people use, and checks that they agree.

Usage: readers.py BUNDLE
"""

import json
import pathlib
import sys

import duckdb
import pandas
import polars
import pyarrow.parquet

bundle = pathlib.Path(sys.argv[1])
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
print("1 passed, 0 failed")
