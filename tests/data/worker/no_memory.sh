#!/bin/sh
# Ends as a program does to which memory is refused.
cat >/dev/null
echo "memory allocation of 549755813888 bytes failed" >&2
kill -ABRT $$
