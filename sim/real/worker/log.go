//go:build !js

package worker

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"

	"timeslice/sim/trace"
)

// Event is a line of what processes write down. What A to D mean depends on What.
type Event struct {
	What       byte
	Ns         int64
	Thread     int
	A, B, C, D int64
	Text       string
}

// What events tell.
const (
	Released = 'r' // the director: time 0
	Began    = 'p' // a process. A: its number. B: its parent's, 0 for the director. Text: its name
	Became   = 'X' // a process has another program. A: its number. Text: its name
	Thread   = 't' // a thread. A: its process. B: the thread that made it, 0 for none. Text: its name
	ThreadAt = 'e' // a thread ended. A: its process
	Quit     = 'q' // a process ends itself. A: its number. B: the code
	Waited   = 'x' // a child was waited for. A: the child. B: its code. C: the signal that ended it
	Gap      = 'g' // the thread had no core. A: until when. B: the core then, -1 if unknown
	Blocked  = 'w' // the thread waited. A: until when. B: the core then. C: the trace.Reason. D: the object, from 1, 0 for none
	Computed = 'c' // the thread computed. A: until when
	Printed  = 'o' // A: the descriptor. Text: what
	Signaled = 's' // A: to whom. B: the signal
	Took     = 'k' // a lock, or a unit. D: the object, from 1
	Gave     = 'l' // it back. D: the object, from 1
	Moved    = 'd' // bytes went through a channel. A: how many, negative for out of it. D: the object, from 1
	Ended    = 'u' // the director: the plan's time is over
	Failed   = 'f' // a call failed, and the thread went on. Text: the call and why
)

// EventsExtension is what the names of logs end with.
const EventsExtension = ".work"

// log is the file of one process, as memory: an event is written without a call to
// the system, by any thread, and nothing is lost if the process is killed. What has no
// room any more is appended to the file.
type log struct {
	file   *os.File
	memory []byte
	used   atomic.Int64
}

// logBytes is how much of a log is memory. Pages that are not written take none.
const logBytes = 4 << 20

// readyBytes is how much of that is written to before the process begins its work:
// the first write to a file's memory takes the kernel a millisecond, and to each
// further page some microseconds, which would be counted as the work's.
const readyBytes = 256 << 10

func openLog(folder string) (*log, error) {
	name := filepath.Join(folder, strconv.Itoa(os.Getpid())+EventsExtension)
	file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	l := &log{file: file}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil || size > 0 { // of the program that was here before
		return l, err
	}
	if err := file.Truncate(logBytes); err != nil {
		return nil, err
	}
	l.memory, err = mapMemory(name, logBytes)
	for at := 0; at < min(readyBytes, len(l.memory)); at += pageBytes {
		l.memory[at] = 0
	}
	return l, err
}

func (l *log) add(e Event) {
	line := make([]byte, 0, 128)
	line = append(line, e.What)
	for _, n := range []int64{e.Ns, int64(e.Thread), e.A, e.B, e.C, e.D} {
		line = append(line, ' ')
		line = strconv.AppendInt(line, n, 10)
	}
	line = append(line, ' ')
	line = strconv.AppendQuote(line, e.Text)
	line = append(line, '\n')
	end := l.used.Add(int64(len(line)))
	if end > int64(len(l.memory)) {
		l.file.Write(line)
		return
	}
	copy(l.memory[end-int64(len(line)):end], line)
}

// mostEvents bounds what is read of a log.
const mostEvents = 2_000_000

// ReadEvents reads a log as far as it is whole.
func ReadEvents(r io.Reader) []Event {
	text, _ := io.ReadAll(r)
	var events []Event
	between := func(r rune) bool { return r == '\n' || r == 0 } // memory that was never written is 0
	for line := range bytes.FieldsFuncSeq(text, between) {
		words := strings.SplitN(string(line), " ", 8)
		if len(words) != 8 || len(words[0]) != 1 || len(events) >= mostEvents {
			continue
		}
		var n [6]int64
		whole := true
		for i := range n {
			var err error
			n[i], err = strconv.ParseInt(words[i+1], 10, 64)
			whole = whole && err == nil
		}
		text, err := strconv.Unquote(words[7])
		if !whole || err != nil {
			continue
		}
		events = append(events, Event{words[0][0], n[0], int(n[1]), n[2], n[3], n[4], n[5], text})
	}
	return events
}

func (t *thread) log(what byte, e Event) {
	e.What, e.Thread = what, t.system
	if e.Ns == 0 {
		e.Ns = clock()
	}
	t.process.log.add(e)
}

// failed writes down that a call failed. As in the model, the thread goes on.
func (t *thread) failed(call string, err error) {
	t.log(Failed, Event{Text: fmt.Sprintf("%s: %v", call, err)})
}

// waits carries out a wait and writes down how long it took.
func (t *thread) waits(why trace.Reason, object int, wait func() bool) bool {
	begun := clock()
	done := wait()
	t.log(Blocked, Event{Ns: begun, A: clock(), B: int64(currentCore()), C: int64(why), D: int64(object + 1)})
	return done
}
