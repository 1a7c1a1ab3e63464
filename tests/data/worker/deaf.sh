#!/bin/sh
# Neither takes the file nor answers, and leaves behind a process that holds the pipes open.
sleep 5 &
exec sleep 600
