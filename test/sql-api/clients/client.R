library(RPostgreSQL)
own <- function(name) Sys.getenv(name)
connection <- dbConnect(
  PostgreSQL(),
  host = own("PGHOST"), port = as.integer(own("PGPORT")), dbname = own("PGDATABASE"), user = own("PGUSER"),
  password = own("PGPASSWORD")
)
rows <- dbGetQuery(connection, gsub("$1", "'PLG'", own("STATEMENT"), fixed = TRUE))
cat(paste(rows[[1]], format(rows[[2]], digits = 15, trim = TRUE)), sep = "\n")
