use strict;
use DBI;

my $connection = DBI->connect("dbi:Pg:", undef, undef, { RaiseError => 1 });
my $statement = $connection->prepare($ENV{STATEMENT});
$statement->execute("PLG");
while (my @row = $statement->fetchrow_array) { print "@row\n"; }
$connection->disconnect;
