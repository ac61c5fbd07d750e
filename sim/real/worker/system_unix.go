//go:build unix

package worker

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"timeslice/sim/trace"
)

// tokens are a bag of tokens that processes share: a named pipe with a byte for
// each. Both descriptors lead to the same pipe, and both ways, so that it is never
// closed while somebody knows it.
type tokens struct{ waiting, trying int }

func makeTokens(folder, name string) error { return unix.Mkfifo(filepath.Join(folder, name), 0o600) }

func openTokens(folder, name string) (*tokens, error) {
	path := filepath.Join(folder, name)
	waiting, err := unix.Open(path, unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	trying, err := unix.Open(path, unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	return &tokens{waiting, trying}, err
}

func (k *tokens) put(count int) {
	if count > 0 {
		retry(func() (int, error) { return unix.Write(k.waiting, make([]byte, count)) })
	}
}

// take takes a token: at once or not at all, or waiting for it so long, 0 for
// ever.
func (k *tokens) take(withinNs int64, try bool) bool {
	one := make([]byte, 1)
	if !try && withinNs <= 0 {
		n, err := retry(func() (int, error) { return unix.Read(k.waiting, one) })
		return n == 1 && err == nil
	}
	for end := time.Now().Add(time.Duration(withinNs)); ; {
		if n, err := retry(func() (int, error) { return unix.Read(k.trying, one) }); err == nil {
			return n == 1
		}
		if try || !readyBy(k.trying, unix.POLLIN, end) {
			return false
		}
	}
}

// readyBy waits until a descriptor can be read or written, or the time is over.
func readyBy(file int, event int16, end time.Time) bool {
	for {
		left := time.Until(end)
		if left <= 0 {
			return false
		}
		wanted := []unix.PollFd{{Fd: int32(file), Events: event}}
		n, err := unix.Poll(wanted, int((left+time.Millisecond-1)/time.Millisecond))
		if err == nil && n > 0 {
			return true
		}
		if err != nil && !errors.Is(err, unix.EINTR) {
			return false
		}
	}
}

// retry makes a call again that a signal has interrupted.
func retry(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}

func makeMemory(path string, bytes int) error {
	return os.WriteFile(path, make([]byte, bytes), 0o600)
}

func mapMemory(path string, bytes int) ([]byte, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return unix.Mmap(int(file.Fd()), 0, bytes, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
}

func mapAnonymous(bytes int) ([]byte, error) {
	return unix.Mmap(-1, 0, bytes, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
}

func unmapAnonymous(part []byte) { unix.Munmap(part) }

// releaseTail gives the last pages of a part back; their addresses stay taken.
func releaseTail(part []byte, bytes int) {
	unix.Madvise(part[len(part)-bytes:], unix.MADV_DONTNEED)
}

// attributesOfChild: those who stand for processes of their own have a group of
// their own; children are in their parent's.
func attributesOfChild(first bool) *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: first} }

func (t *thread) sleep(why trace.Reason, object int, ns int64) {
	if ns > 0 {
		t.waits(why, object, func() bool { nanosleep(ns); return true })
	}
}

// waitAmong waits for one of some children: for whichever ends first if they are
// several, which then may be another child of the process.
func waitAmong(among []*child, block bool) (ending, error) {
	which, options := -1, unix.WNOHANG
	if len(among) == 1 {
		which = among[0].process.Pid
	}
	if block {
		options = 0
	}
	return wait4(which, options)
}

// waitAny waits for any child, whoever started it: orphans come to the director
// on Linux.
func waitAny([]*child) (ending, error) { return wait4(-1, 0) }

func wait4(which, options int) (ending, error) {
	var status unix.WaitStatus
	found, err := retry(func() (int, error) { return unix.Wait4(which, &status, options, nil) })
	e := ending{process: found}
	if status.Signaled() {
		e.signal = int(status.Signal())
	} else {
		e.code = status.ExitStatus()
	}
	return e, err
}

// signalOf is a signal by its number on Linux, nil if this system has none like
// it.
func signalOf(number int) os.Signal {
	if s, known := systemSignal(number); known {
		return s
	}
	return nil
}

func sendSignal(process, number int) error {
	s, known := systemSignal(number)
	if !known {
		return errNotHere
	}
	return unix.Kill(process, s)
}

func signalGroup(number int) error {
	s, known := systemSignal(number)
	if !known {
		return errNotHere
	}
	return unix.Kill(0, s)
}

func endProcess(process int) { unix.Kill(process, unix.SIGKILL) }

func newGroup() error { return unix.Setpgid(0, 0) }

func newSession() error {
	_, err := unix.Setsid()
	return err
}

// become replaces the program of the process. What it has open stays open, and
// what the new program needs besides is opened for it.
func (p *process) become(b birth) error {
	own, err := os.Executable()
	if err != nil {
		return err
	}
	b.Exec, b.Director, b.Parent, b.Cores = true, p.Director, p.Parent, p.Cores
	p.lock.Lock()
	defer p.lock.Unlock()
	for _, end := range b.Ends {
		if p.ends[end] != nil {
			continue
		}
		if p.ends[end], err = openEnd(p.folder, p.plan, end); err != nil {
			return err
		}
	}
	b.Ends = nil
	for end, files := range p.ends {
		b.Ends = append(b.Ends, end)
		for _, file := range files {
			unix.FcntlInt(file.Fd(), unix.F_SETFD, 0) // it stays open in the new program
			b.Files = append(b.Files, int(file.Fd()))
		}
	}
	told, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return syscall.Exec(own, []string{own, workRole, p.folder, string(told)}, append(os.Environ(), runtimeSettings(len(b.Threads))...))
}
