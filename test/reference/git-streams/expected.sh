#!/usr/bin/env bash
# Counts what the metrics must return for a stream of write-streams.ts, with awk alone: the employer of the author on the
# day of the commit, else the company that claims the longest suffix of the domain of the address.
set -euo pipefail
export LC_ALL=C
cd "$1"
mkdir -p expected

# month, person, company (empty when there is none)
awk -F'\t' -v OFS='\t' '
  FILENAME ~ /domains/ { claimed[$1] = $2; next }
  FILENAME ~ /careers/ { n = ++jobs[$1]; company[$1, n] = $2; from[$1, n] = $3; to[$1, n] = $4; next }
  {
    found = ""
    for (i = 1; i <= jobs[$2]; i++)
      if ((from[$2, i] == "" || from[$2, i] <= $1) && (to[$2, i] == "" || $1 < to[$2, i])) found = company[$2, i]
    if (jobs[$2] == 0)
      for (rest = $3; rest != "" && found == ""; rest = index(rest, ".") ? substr(rest, index(rest, ".") + 1) : "")
        if (rest in claimed) found = claimed[rest]
    print substr($1, 1, 7), $2, found
  }
' input/domains.tsv input/careers.tsv input/commits.tsv > input/attributed.tsv

# company, people, commits
awk -F'\t' -v OFS=',' '
  $3 != "" { commits[$3]++; if (!(($3, $2) in seen)) { seen[$3, $2] = 1; people[$3]++ } }
  END { print "company", "people", "commits"; for (one in commits) print one, people[one], commits[one] | "sort" }
' input/attributed.tsv > expected/companies.csv

# month, active, new, retained, resurrected and dormant people; the same for companies
growth() {
  awk -F'\t' -v column="$1" '$column != "" { print $1 "\t" $column }' input/attributed.tsv | sort -u | awk -F'\t' -v OFS=',' '
    function number(month) { return substr(month, 1, 4) * 12 + substr(month, 6, 2) - 1 }
    { at = number($1); if (NR == 1) first = at; last = at; active[at]++; is[at, $2] = 1
      if (!($2 in since)) { since[$2] = at; fresh[at]++ }
      else if ((at - 1, $2) in is) retained[at]++
      else back[at]++
    }
    END {
      print "month", "active", "new", "retained", "resurrected", "dormant"
      for (at = first; at <= last; at++)
        printf "%04d-%02d,%d,%d,%d,%d,%d\n", at / 12, at % 12 + 1, active[at], fresh[at], retained[at], back[at], active[at - 1] - retained[at]
    }'
}
growth 2 > expected/people_by_month.csv
growth 3 > expected/companies_by_month.csv
