import os, psycopg

with psycopg.connect("") as connection:
    for month, value in connection.execute(os.environ["STATEMENT"].replace("$1", "%s"), ("PLG",)).fetchall():
        print(month, value)
