"""`python -m deploy.program`: the same as `onward`."""

from deploy.program.main import onward

onward(prog_name="onward")
