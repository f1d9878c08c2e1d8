import java.sql.*;

class Jdbc {
  public static void main(String[] arguments) throws Exception {
    String url = "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/" + System.getenv("PGDATABASE");
    try (Connection connection = DriverManager.getConnection(url, System.getenv("PGUSER"), System.getenv("PGPASSWORD"))) {
      connection.setAutoCommit(false);
      try (ResultSet columns = connection.getMetaData().getColumns(null, "plumbline_metrics", "revenue", "mrr")) {
        if (!columns.next()) throw new Exception("no column mrr");
      }
      PreparedStatement statement = connection.prepareStatement(System.getenv("STATEMENT").replace("$1", "?"));
      statement.setString(1, "PLG");
      statement.setFetchSize(2);
      ResultSet rows = statement.executeQuery();
      while (rows.next()) System.out.println(rows.getDate(1) + " " + rows.getBigDecimal(2).toPlainString());
    }
  }
}
