import os, subprocess, tempfile, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

def value(name, text):
    one = PropertyValue()
    one.Name, one.Value = name, text
    return one

profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
pipe = "pipe,name=plumbline%d;urp;" % os.getpid()
office = subprocess.Popen([
    "soffice", "--headless", "--norestore", "--nologo",
    "-env:UserInstallation=file://" + profile.name, "--accept=" + pipe,
])
try:
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            context = resolver.resolve("uno:" + pipe + "StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(1)
    services = context.ServiceManager
    drivers = services.createInstanceWithContext("com.sun.star.sdbc.DriverManager", context)
    place = "host=%(PGHOST)s port=%(PGPORT)s dbname=%(PGDATABASE)s" % os.environ
    login = (value("user", os.environ["PGUSER"]), value("password", os.environ["PGPASSWORD"]))
    connection = drivers.getConnectionWithInfo("sdbc:postgresql:" + place, login)
    # what Base shows on the left
    tables = connection.getMetaData().getTables(None, "plumbline_metrics", "revenue", ())
    columns = connection.getMetaData().getColumns(None, "plumbline_metrics", "revenue", "mrr")
    assert tables.next() and columns.next(), "Base does not see the relation"
    statement = connection.prepareStatement(os.environ["STATEMENT"].replace("$1", "?"))
    statement.setString(1, "PLG")
    rows = statement.executeQuery()
    while rows.next():
        print(rows.getString(1), rows.getString(2))
    connection.close()
    services.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
    office.wait(60)
finally:
    office.kill()
