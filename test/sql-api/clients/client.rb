require 'pg'

PG.connect.exec_params(ENV['STATEMENT'], ['PLG']).each_row { |row| puts row.join(' ') }
