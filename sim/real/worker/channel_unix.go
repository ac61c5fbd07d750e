//go:build unix

package worker

import (
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"timeslice/sim/trace"
	"timeslice/sim/workload"
)

// Pipes are named pipes in the folder of the run, so that whoever needs an end can
// open it, whoever started it. A pair of sockets is two pipes, one each way. A
// listening socket is one of the system's, with a path there.

func pipePath(folder string, object int) string {
	return filepath.Join(folder, "c"+strconv.Itoa(object))
}

func socketPath(folder string, object int) string {
	return filepath.Join(folder, "l"+strconv.Itoa(object))
}

func makeChannel(folder string, plan *workload.Plan, object int) error {
	switch plan.Objects[object].Sort {
	case workload.Pipe, workload.Socket:
		return unix.Mkfifo(pipePath(folder, object), 0o600)
	}
	return nil
}

// holdChannel opens a pipe both ways.
func holdChannel(folder string, plan *workload.Plan, object int) []*os.File {
	switch plan.Objects[object].Sort {
	case workload.Pipe, workload.Socket:
		if file, err := unix.Open(pipePath(folder, object), unix.O_RDWR|unix.O_CLOEXEC, 0); err == nil {
			held := os.NewFile(uintptr(file), "hold")
			setCapacity(held, plan.Objects[object].Number)
			return []*os.File{held}
		}
	}
	return nil
}

// peerOf is the other end of a pair of sockets.
func peerOf(plan *workload.Plan, object int) int {
	if strings.HasSuffix(plan.Objects[object].Name, "/1") {
		return object + 1
	}
	return object - 1
}

// filesOf lists what an end consists of: the pipes, and which way each goes.
func filesOf(plan *workload.Plan, end workload.End) []workload.End {
	if plan.Objects[end.Object].Sort == workload.Socket {
		return []workload.End{{Object: peerOf(plan, end.Object)}, {Object: end.Object, Writing: true}}
	}
	return []workload.End{end}
}

// openEnd opens an end. Opening a named pipe waits for the other end (fifo(7));
// that is not what a scenario means, so both are there for a moment.
func openEnd(folder string, plan *workload.Plan, end workload.End) ([]*os.File, error) {
	var files []*os.File
	for _, part := range filesOf(plan, end) {
		path := pipePath(folder, part.Object)
		both, err := unix.Open(path, unix.O_RDWR|unix.O_CLOEXEC, 0)
		if err != nil {
			return nil, err
		}
		way := unix.O_RDONLY
		if part.Writing {
			way = unix.O_WRONLY
		}
		file, err := unix.Open(path, way|unix.O_CLOEXEC, 0)
		unix.Close(both)
		if err != nil {
			return nil, err
		}
		files = append(files, os.NewFile(uintptr(file), "end"))
	}
	return files, nil
}

// through is the file through which the thread reads or writes a channel.
func (t *thread) through(object int, writing bool) (*os.File, error) {
	p := t.process
	switch p.plan.Objects[object].Sort {
	case workload.Listener:
		if file := t.connections[object]; file != nil {
			return file, nil
		}
		return nil, unix.ENOTCONN
	case workload.Socket:
		p.lock.Lock()
		defer p.lock.Unlock()
		for _, end := range []workload.End{{Object: object}, {Object: object, Writing: true}} {
			if files := p.ends[end]; len(files) == 2 {
				if writing {
					return files[1], nil
				}
				return files[0], nil
			}
		}
		return nil, unix.EBADF
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	if files := p.ends[workload.End{Object: object, Writing: writing}]; len(files) == 1 {
		return files[0], nil
	}
	return nil, unix.EBADF
}

// channelStep carries out what has to do with channels.
func (t *thread) channelStep(s *workload.Step) error {
	p := t.process
	switch s.Do {
	case "send":
		return t.send(s)
	case "recv":
		return t.receive(s)
	case "open":
		files, err := openEnd(p.folder, p.plan, workload.End{Object: s.Object, Writing: s.Writing})
		if err != nil {
			return err
		}
		p.lock.Lock()
		defer p.lock.Unlock()
		p.ends[workload.End{Object: s.Object, Writing: s.Writing}] = files
		return nil
	case "close":
		return t.close(s)
	case "listen":
		return t.listen(s)
	case "connect":
		return t.connect(s)
	case "accept":
		return t.accept(s)
	}
	return errNotHere
}

// patient waits until a file is ready, if the step bounds its patience.
func patient(s *workload.Step, file *os.File, event int16, end time.Time) bool {
	switch {
	case s.NoWait:
		wanted := []unix.PollFd{{Fd: int32(file.Fd()), Events: event}}
		n, err := unix.Poll(wanted, 0)
		return n > 0 && err == nil
	case s.WithinNs > 0:
		return readyBy(int(file.Fd()), event, end)
	}
	return true
}

// largestPiece is how much is given to the kernel at once.
const largestPiece = 1 << 20

func (t *thread) send(s *workload.Step) error {
	file, err := t.through(s.Object, true)
	if err != nil {
		return err
	}
	data := make([]byte, min(s.Bytes, largestPiece))
	sent := int64(0)
	end := time.Now().Add(time.Duration(s.WithinNs))
	t.waits(trace.ReasonSpace, s.Object, func() bool {
		for sent < s.Bytes && err == nil && patient(s, file, unix.POLLOUT, end) {
			piece := min(s.Bytes-sent, int64(len(data)))
			if s.NoWait || s.WithinNs > 0 {
				piece = min(piece, 4096) // so much always goes in without waiting (pipe(7))
			}
			var n int
			n, err = retry(func() (int, error) { return unix.Write(int(file.Fd()), data[:piece]) })
			sent += int64(max(0, n))
		}
		return true
	})
	if sent > 0 {
		t.log(Moved, Event{A: sent, D: int64(s.Object + 1)})
	}
	if errors.Is(err, unix.EPIPE) {
		t.brokenPipe(file)
	}
	return err
}

// brokenPipe does what the kernel does to who writes where nobody reads: Go's
// runtime keeps SIGPIPE from all files but the standard ones.
func (t *thread) brokenPipe(file *os.File) {
	if signal.Ignored(unix.SIGPIPE) {
		return
	}
	t.log(Signaled, Event{A: int64(os.Getpid()), B: int64(unix.SIGPIPE)})
	if duplicate(int(file.Fd()), 1) == nil {
		os.Stdout.Write([]byte{0})
	}
}

func (t *thread) receive(s *workload.Step) error {
	file, err := t.through(s.Object, false)
	if err != nil {
		return err
	}
	most := s.Bytes
	if most == 0 {
		most = 64 << 10
	}
	data := make([]byte, min(most, largestPiece))
	got := int64(0)
	end := time.Now().Add(time.Duration(s.WithinNs))
	t.waits(trace.ReasonData, s.Object, func() bool {
		for patient(s, file, unix.POLLIN, end) {
			piece := int64(len(data))
			if s.Bytes > 0 {
				piece = min(piece, s.Bytes-got)
			}
			var n int
			n, err = retry(func() (int, error) { return unix.Read(int(file.Fd()), data[:piece]) })
			got += int64(max(0, n))
			if n <= 0 || !s.All || s.Bytes > 0 && got >= s.Bytes {
				break
			}
		}
		return true
	})
	if got > 0 {
		t.log(Moved, Event{A: -got, D: int64(s.Object + 1)})
	}
	return err
}

// close gives up an end, the thread's connection, or the listening socket.
func (t *thread) close(s *workload.Step) error {
	p := t.process
	if p.plan.Objects[s.Object].Sort == workload.Listener && t.connections[s.Object] != nil {
		err := t.connections[s.Object].Close()
		delete(t.connections, s.Object)
		return err
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	ends := []workload.End{{Object: s.Object, Writing: s.Writing}}
	if p.plan.Objects[s.Object].Sort != workload.Pipe {
		ends = []workload.End{{Object: s.Object}, {Object: s.Object, Writing: true}}
	}
	for _, end := range ends {
		for _, file := range p.ends[end] {
			file.Close()
		}
		delete(p.ends, end)
	}
	return nil
}

// usualBacklog is that of a listening socket of which nothing is said.
const usualBacklog = 128

func (t *thread) listen(s *workload.Step) error {
	p := t.process
	file, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return err
	}
	unix.CloseOnExec(file)
	backlog := int(p.plan.Objects[s.Object].Number)
	if backlog == 0 {
		backlog = usualBacklog
	}
	err = unix.Bind(file, &unix.SockaddrUnix{Name: socketPath(p.folder, s.Object)})
	if err == nil {
		err = unix.Listen(file, backlog)
	}
	if err != nil {
		unix.Close(file)
		return err
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	p.ends[workload.End{Object: s.Object}] = []*os.File{os.NewFile(uintptr(file), "listener")}
	return nil
}

func (t *thread) connect(s *workload.Step) error {
	file, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return err
	}
	unix.CloseOnExec(file)
	if s.NoWait || s.WithinNs > 0 {
		unix.SetNonblock(file, true)
	}
	end := time.Now().Add(time.Duration(s.WithinNs))
	t.waits(trace.ReasonConnection, s.Object, func() bool {
		for {
			_, err = retry(func() (int, error) {
				return 0, unix.Connect(file, &unix.SockaddrUnix{Name: socketPath(t.process.folder, s.Object)})
			})
			if !errors.Is(err, unix.EAGAIN) || time.Now().After(end) {
				return true
			}
			time.Sleep(time.Millisecond) // a full queue cannot be polled for
		}
	})
	if err != nil {
		unix.Close(file)
		return err
	}
	unix.SetNonblock(file, false)
	t.connections[s.Object] = os.NewFile(uintptr(file), "connection")
	return nil
}

func (t *thread) accept(s *workload.Step) error {
	p := t.process
	p.lock.Lock()
	files := p.ends[workload.End{Object: s.Object}]
	p.lock.Unlock()
	if len(files) != 1 {
		return unix.EBADF
	}
	file, err := -1, error(nil)
	end := time.Now().Add(time.Duration(s.WithinNs))
	t.waits(trace.ReasonConnection, s.Object, func() bool {
		if !patient(s, files[0], unix.POLLIN, end) {
			err = unix.EAGAIN
			return false
		}
		file, err = retry(func() (int, error) {
			made, _, err := unix.Accept(int(files[0].Fd()))
			return made, err
		})
		return true
	})
	if err != nil {
		return err
	}
	unix.CloseOnExec(file)
	t.connections[s.Object] = os.NewFile(uintptr(file), "connection")
	return nil
}

// impossible reports which steps this system cannot carry out: none.
func impossible(string) bool { return false }
