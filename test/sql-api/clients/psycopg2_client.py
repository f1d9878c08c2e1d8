import os, psycopg2

connection = psycopg2.connect("")
cursor = connection.cursor()
cursor.execute(os.environ["STATEMENT"].replace("$1", "%s"), ("PLG",))
for month, value in cursor.fetchall():
    print(month, value)
