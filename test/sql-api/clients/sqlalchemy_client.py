import os
from sqlalchemy import MetaData, Table, create_engine, func, select

engine = create_engine("postgresql+psycopg2://")
relation = Table("revenue", MetaData(), schema="plumbline_metrics", autoload_with=engine)
statement = (
    select(relation.c.month, func.sum(relation.c.mrr))
    .where(relation.c.origin_motion == "PLG")
    .group_by(relation.c.month)
    .order_by(relation.c.month)
)
with engine.connect() as connection:
    for month, value in connection.execute(statement):
        print(month, value)
