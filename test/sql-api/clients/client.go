package main

import (
	"database/sql"
	"fmt"
	"os"
	"time"

	_ "github.com/lib/pq"
)

func main() {
	database, _ := sql.Open("postgres", "sslmode=disable")
	rows, err := database.Query(os.Getenv("STATEMENT"), "PLG")
	if err != nil {
		panic(err)
	}
	for rows.Next() {
		var month time.Time
		var value string
		if err := rows.Scan(&month, &value); err != nil {
			panic(err)
		}
		fmt.Println(month.Format("2006-01-02"), value)
	}
}
