"""Where a postcode is: the table of postcodes with their area codes, how it is filled, and how it is asked."""
