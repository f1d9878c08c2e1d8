/**
 * A company small enough to count on one's fingers: two companies and a single user, on 31 March 2025.
 *
 * acme: workspaces w1, w2; users ada, bob, cy (cy has left w1, bob will leave w2); pays 100 + 50 a month through
 * two customers, one of them ada. globex: workspace w3, user dee, pays nothing. Workspace w4 of eve belongs to no company.
 */
export const smallCompany: Readonly<Record<string, string>> = {
  'accounts.csv': `account_id,name,parent_account_id,employee_count,industry,country,icp_segment,created_at
acme,Acme,,120,software,DE,mid,2024-12-01T00:00:00Z
globex,globex,acme,9,mining,US,,2024-12-01T00:00:00Z
`,
  'account_domains.csv': `domain,valid_from,account_id,verified
acme.com,2024-01-01T00:00:00Z,acme,true
globex.com,2024-01-01T00:00:00Z,globex,true
`,
  'users.csv': `user_id,email,created_at,name,signup_source,invited_by_user_id
ada,ada@acme.com,2025-01-01T10:00:00Z,Ada,ads,
bob,bob@acme.com,2025-01-02T10:00:00Z,Bob,,ada
cy,cy@acme.com,2025-02-03T10:00:00Z,,,ada
dee,dee@globex.com,2025-02-04T10:00:00Z,Dee,search,
eve,eve@gmail.com,2025-03-05T10:00:00Z,Eve,search,
`,
  'workspaces.csv': `workspace_id,name,created_at,created_by_user_id,plan,account_id
w1,Rockets,2025-01-01T10:05:00Z,ada,team,acme
w2,Anvils,2025-01-02T10:05:00Z,bob,free,acme
w3,Doom,2025-02-04T10:05:00Z,dee,free,globex
w4,Hermitage,2025-03-05T10:05:00Z,eve,free,
`,
  'memberships.csv': `workspace_id,user_id,valid_from,valid_to,role,seat_type
w1,ada,2025-01-01T10:05:00Z,,owner,full
w1,bob,2025-01-02T11:00:00Z,,member,full
w1,cy,2025-02-03T11:00:00Z,2025-03-01T00:00:00Z,member,viewer
w2,bob,2025-01-02T10:05:00Z,2099-01-01T00:00:00Z,owner,full
w3,dee,2025-02-04T10:05:00Z,,owner,full
w4,eve,2025-03-05T10:05:00Z,,owner,full
`,
  'product_events.csv': `event_id,occurred_at,event_name,user_id,workspace_id
e1,2025-01-01T11:00:00Z,commit,ada,w1
e2,2025-01-05T11:00:00Z,commit,bob,w1
e3,2025-02-05T11:00:00Z,page_view,cy,w1
e4,2025-02-20T11:00:00Z,commit,dee,w3
e5,2025-03-20T11:00:00Z,commit,ada,w1
e6,2025-03-21T11:00:00Z,commit,bob,w2
e7,2025-03-31T11:00:00Z,commit,dee,w3
e8,2025-03-30T11:00:00Z,commit,eve,w4
`,
  'billing_customers.csv': `customer_id,account_id,workspace_id,payer_email,payer_user_id,created_at
c1,acme,w1,ada@acme.com,ada,2025-01-10T00:00:00Z
c2,acme,w2,finance@acme.com,,2025-02-10T00:00:00Z
`,
  'subscription_periods.csv': `period_id,subscription_id,customer_id,plan,started_at,amount,interval,currency
p1,s1,c1,team,2025-01-10T00:00:00Z,100.00,month,USD
p2,s2,c2,team,2025-02-10T00:00:00Z,600.00,year,USD
`,
}
