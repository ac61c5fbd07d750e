//go:build !js

package real

import (
	"os"
	"os/exec"
	"strconv"
)

// guard starts the supervisor, waits for its end, and sees to it that nothing is
// left of what it started. It does nothing else, so that there is nothing it
// could die of. The app's two pipes are passed on: as long as the guard holds
// the second, the app knows that not all is over.
func guard() int {
	becomeReaper()
	own, err := os.Executable()
	if err != nil {
		return 1
	}
	supervisor := exec.Command(own, superviseRole, strconv.Itoa(os.Getpid()))
	supervisor.Stdin, supervisor.Stdout, supervisor.Stderr = os.Stdin, os.Stdout, os.Stderr
	supervisor.ExtraFiles = inheritedInput()
	apart(supervisor)
	if err := supervisor.Start(); err != nil {
		return 1
	}
	ignoreInterrupts()
	waitFor(supervisor.Process)
	killDescendants(0)
	return 0
}
