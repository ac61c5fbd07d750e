package shell

import (
	"strings"

	"timeslice/sim"
	"timeslice/sim/shell/awk"
	"timeslice/sim/trace"
)

// awkStepNs is what a step of an awk program takes. (Seen of mawk: 40 to 60 ns for
// an addition in a loop.)
const awkStepNs = 50

// runAwk is awk(1).
func runAwk(c *call) int {
	c.label = "awk"
	given, rest, ok := c.awkOptions()
	if !ok {
		return 2
	}
	source := given.source
	if !given.fromFiles {
		if len(rest) == 0 {
			c.write(2, []byte("usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]\n"))
			return 2
		}
		source, rest = rest[0], rest[1:]
	}
	program, err := awk.Parse(source)
	if err != nil {
		c.complain("%s", err)
		return 2
	}
	host := &awkHost{call: c}
	status := program.Run(host, c.words[0], rest, given.assigned)
	host.Flush()
	return status
}

// awkGiven is what the options of awk say.
type awkGiven struct {
	source    string
	fromFiles bool
	assigned  []string
}

func (c *call) awkOptions() (g awkGiven, rest []string, ok bool) {
	words := c.words[1:]
	for len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-' {
		word := words[0]
		words = words[1:]
		if word == "--" {
			break
		}
		letter, value := word[1], word[2:]
		if strings.IndexByte("Fvf", letter) < 0 {
			c.complain("not an option: %s", word)
			return g, nil, false
		}
		if value == "" {
			if len(words) == 0 {
				c.complain("option requires an argument -- %c", letter)
				return g, nil, false
			}
			value, words = words[0], words[1:]
		}
		switch letter {
		case 'F':
			if value == "t" {
				value = `\t`
			}
			g.assigned = append(g.assigned, "FS="+value)
		case 'v':
			g.assigned = append(g.assigned, value)
		case 'f':
			text, errno := c.readWhole(value)
			if errno != 0 {
				c.complain("cannot open %s (%s)", value, errno.Message())
				return g, nil, false
			}
			g.source, g.fromFiles = g.source+string(text)+"\n", true
		}
	}
	return g, words, true
}

// readWhole is all of a file, or of standard input for "-".
func (c *call) readWhole(name string) ([]byte, sim.Errno) {
	if name == "-" {
		return c.readAll(0)
	}
	return c.readFile(name)
}

// awkHost gives awk the files and processes of the machine.
type awkHost struct{ *call }

func (h *awkHost) Owe(steps int)         { h.owe(int64(steps) * awkStepNs) }
func (h *awkHost) Output(data string)    { h.print("%s", data) }
func (h *awkHost) Flush()                { h.flush() }
func (h *awkHost) Complain(text string)  { h.complain("%s", text) }
func (h *awkHost) Environment() []string { return h.environment() }
func (h *awkHost) Seed() int64           { return h.nowNs() / trace.Second }

func (h *awkHost) Open(file string) (awk.Source, string) {
	if file == "-" || file == "/dev/stdin" {
		return &awkSource{call: h.call}, ""
	}
	descriptor, errno := h.open(file, Opening{Read: true})
	if errno != 0 {
		return nil, errno.Message()
	}
	return &awkSource{h.call, descriptor, 0}, ""
}

func (h *awkHost) Create(file string, appends bool) (awk.Sink, string) {
	switch file {
	case "/dev/stdout", "-":
		return &awkSink{call: h.call, descriptor: 1}, ""
	case "/dev/stderr":
		return &awkSink{call: h.call, descriptor: 2}, ""
	}
	descriptor, errno := h.open(file, Opening{Write: true, Create: true, Append: appends, Truncate: !appends})
	if errno != 0 {
		return nil, errno.Message()
	}
	return &awkSink{call: h.call, descriptor: descriptor}, ""
}

func (h *awkHost) ReadFrom(command string) awk.Source {
	pid, descriptor := h.piped(command, 1)
	return &awkSource{h.call, descriptor, pid}
}

func (h *awkHost) WriteTo(command string) awk.Sink {
	pid, descriptor := h.piped(command, 0)
	return &awkSink{call: h.call, descriptor: descriptor, pid: pid}
}

func (h *awkHost) System(command string) int {
	pid := h.startShell(command, nil)
	_, status := h.awaitFor(pid, 0)
	return status
}

// piped starts a command whose standard input or output is a pipe to here.
func (c *call) piped(command string, theirs int) (trace.ProcessID, int) {
	if c.do(&sim.MakePipe{Name: command}) != 0 {
		return 0, -1
	}
	ends := [2]int{int(c.Thread.Result), int(c.Thread.Second)}
	pid := c.startShell(command, func(inner *call) {
		inner.close(ends[1-theirs])
		inner.Do(&sim.Duplicate{From: ends[theirs], To: theirs})
		inner.close(ends[theirs])
	})
	c.close(ends[theirs])
	return pid, ends[1-theirs]
}

// startShell starts a shell with a command; before does what comes first there.
func (c *call) startShell(command string, before func(*call)) trace.ProcessID {
	return c.fork(func(child *call) {
		if before != nil {
			before(child)
		}
		errno := child.become([]string{"sh", "-c", command}, child.environment())
		child.complain("sh: %s", errno.Message())
		child.exit(127)
	})
}

// awkSource is a file, or what a command prints.
type awkSource struct {
	call       *call
	descriptor int
	pid        trace.ProcessID // 0 for a file
}

func (s *awkSource) Read() []byte {
	piece, errno := s.call.read(s.descriptor, bufferBytes)
	if errno != 0 {
		return nil
	}
	return piece
}

func (s *awkSource) Close() int { return closeFor(s.call, s.descriptor, s.pid) }

// awkSink is a file, or what a command reads.
type awkSink struct {
	call       *call
	descriptor int
	pid        trace.ProcessID
	out        []byte
}

func (s *awkSink) Write(data string) {
	if s.descriptor == 1 {
		s.call.print("%s", data)
		return
	}
	if s.out = append(s.out, data...); len(s.out) >= bufferBytes || s.descriptor == 2 {
		s.Flush()
	}
}

func (s *awkSink) Flush() {
	out := s.out
	s.out = nil
	if len(out) > 0 {
		s.call.write(s.descriptor, out)
	}
}

func (s *awkSink) Close() int {
	s.Flush()
	return closeFor(s.call, s.descriptor, s.pid)
}

// closeFor closes a descriptor and waits for the command behind it.
func closeFor(c *call, descriptor int, pid trace.ProcessID) int {
	if descriptor > 2 {
		c.close(descriptor)
	}
	if pid == 0 {
		return 0
	}
	_, status := c.awaitFor(pid, 0)
	return status
}
