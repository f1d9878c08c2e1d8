<?php
$connection = pg_connect('');
$result = pg_query_params($connection, getenv('STATEMENT'), ['PLG']);
while ($row = pg_fetch_row($result)) echo implode(' ', $row), "\n";
