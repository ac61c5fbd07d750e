//go:build unix && !linux

package real

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// becomeReaper is nothing that this system has: orphans go to init, so the
// program's group is what is ended.
func becomeReaper() {}

func prepare(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// limitProgram does nothing here; the CPU time was limited before the start.
func limitProgram(*os.Process, *Limits) {}

func residentBytes(most int64) int64 { return most }

// killDescendants ends all that are below this process, and waits for nobody.
func killDescendants(int) int {
	list := descendants(os.Getpid(), 10_000)
	for _, one := range list {
		unix.Kill(-one, unix.SIGKILL)
		unix.Kill(one, unix.SIGKILL)
	}
	return len(list)
}
