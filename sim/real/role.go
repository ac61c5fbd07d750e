//go:build !js

package real

import (
	"os"
	"strconv"
	"strings"

	"timeslice/sim/real/worker"
)

// The parts the binary plays when its first argument says so. They are no
// commands: nobody types them.
const (
	guardRole     = "real-guard"
	superviseRole = "real-supervise"
)

// Role plays the part that a command line asks for, and reports whether it asks
// for one. It must be called before anything else is made of the arguments.
func Role(args []string) (code int, played bool) {
	if len(args) < 2 {
		return 0, false
	}
	switch args[1] {
	case guardRole:
		return guard(), true
	case superviseRole:
		guard, err := strconv.Atoi(strings.Join(args[2:], ""))
		if err != nil {
			return 1, true
		}
		return supervise(guard, os.Stdin, os.Stdout), true
	}
	return worker.Role(args)
}
