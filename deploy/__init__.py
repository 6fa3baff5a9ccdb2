"""Where the parts become a running Onward: the program, the embedded run, migrations, the demo area and the images."""
