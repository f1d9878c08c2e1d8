with

seats as (

    select account_id, sum(price) as price from source.seats group by account_id

),

invoices as (

    select account_id, sum(amount) as amount from source.invoices group by account_id

)

select
    accounts.industry,
    sum(seats.price) as seat_price,
    sum(invoices.amount) as invoiced

from source.accounts

left join seats
    on accounts.account_id = seats.account_id

left join invoices
    on accounts.account_id = invoices.account_id

group by accounts.industry

order by accounts.industry collate "C"
